import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { Type } from '@sinclair/typebox';
import { endpoint } from '../endpoint';
import { ServerParams } from '../vms/vm-payload';

export const serverUpdate = endpoint({
  name: 'ServerUpdate',
  method: 'post',
  path: '/servers/:server_uuid',
  description: 'What operators decide about a server. A reserved one takes no new VMs.',
  params: ServerParams,
  input: Type.Object(
    {
      reserved: Type.Optional(Type.Boolean()),
      setup: Type.Optional(Type.Boolean()),
      comments: Type.Optional(Type.String({ maxLength: 4096 })),
    },
    { additionalProperties: false, minProperties: 1 },
  ),
  status: 204,
  errors: ['ValidationFailed', 'ResourceNotFound'],
  async handle({ db }, { params, input }) {
    const { numUpdatedRows } = await db
      .updateTable('cnapi.servers')
      .set(input)
      .where('uuid', '=', params.server_uuid)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new ResourceNotFoundError(`Server ${params.server_uuid} not found`);
  },
});
