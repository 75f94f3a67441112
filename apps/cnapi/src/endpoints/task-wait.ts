import { Type } from '@sinclair/typebox';
import { Task } from '@triton/schemas/task';
import { Uuid } from '@triton/schemas/uuid';
import { endpoint } from '../endpoint';
import { toTask } from '../tasks/to-task';
import { waitForTask } from '../tasks/wait-for-task';
import { WaitQuery, waitMs } from '../wait-query';

export const taskWait = endpoint({
  name: 'TaskWait',
  method: 'get',
  path: '/tasks/:id/wait',
  description: 'The task once it has ended, or as it stands when the time is over.',
  params: Type.Object({ id: Uuid }),
  query: WaitQuery,
  output: Task,
  status: 200,
  errors: ['ValidationFailed', 'ResourceNotFound'],
  handle: async (context, { params, query, signal }) =>
    toTask(await waitForTask(context, params.id.toLowerCase(), waitMs(query), signal)),
});
