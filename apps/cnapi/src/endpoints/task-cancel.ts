import { Type } from '@sinclair/typebox';
import { Uuid } from '@triton/schemas/uuid';
import { endpoint } from '../endpoint';
import { endTask } from '../tasks/end-task';

export const taskCancel = endpoint({
  name: 'TaskCancel',
  method: 'post',
  path: '/tasks/:id/cancel',
  description:
    'Takes a task back. Not `canceled` means that the node has taken it, and that its result will come or has come.',
  params: Type.Object({ id: Uuid }),
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({ canceled: Type.Boolean() }),
  status: 200,
  errors: ['ValidationFailed', 'ResourceNotFound'],
  async handle(context, { params }) {
    const { status } = await endTask(context, params.id.toLowerCase(), { status: 'canceled' });
    return { canceled: status === 'canceled' };
  },
});
