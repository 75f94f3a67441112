import { Type } from '@sinclair/typebox';
import { Uuid } from '@triton/schemas/uuid';
import { endpoint } from '../endpoint';
import { endTask } from '../tasks/end-task';
import { nodeOf } from '../tasks/node-of';

export const taskFinish = endpoint({
  name: 'TaskFinish',
  method: 'post',
  path: '/tasks/:id/finish',
  description:
    'For compute nodes: how the task ended. Nodes say it until they are heard; the first time is the one that counts.',
  params: Type.Object({ id: Uuid }),
  input: Type.Object(
    {
      status: Type.Union([Type.Literal('complete'), Type.Literal('failure')]),
      event: Type.Record(Type.String(), Type.Unknown()),
    },
    { additionalProperties: false },
  ),
  maxBodyBytes: 4 * 1024 * 1024,
  status: 204,
  errors: ['ValidationFailed', 'ResourceNotFound', 'NotAuthorized'],
  async handle(context, { params, input, headers }) {
    await endTask(context, params.id.toLowerCase(), { ...input, node: nodeOf(headers) });
  },
});
