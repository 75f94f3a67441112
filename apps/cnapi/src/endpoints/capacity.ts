import { Type } from '@sinclair/typebox';
import { Uuid } from '@triton/schemas/uuid';
import { endpoint } from '../endpoint';
import { capacities } from '../placement/capacities';

export const capacity = endpoint({
  name: 'Capacity',
  method: 'post',
  path: '/capacity',
  description: 'What servers can still give: MiB, and hundredths of a core. Without `servers`: of all.',
  input: Type.Object(
    { servers: Type.Optional(Type.Array(Uuid, { maxItems: 10_000 })) },
    { additionalProperties: false },
  ),
  maxBodyBytes: 1024 * 1024,
  status: 200,
  errors: ['ValidationFailed'],
  handle: async (context, { input }) => ({ capacities: await capacities(context, input.servers) }),
});
