import { Type } from '@sinclair/typebox';
import { Task } from '@triton/schemas/task';
import { Uuid } from '@triton/schemas/uuid';
import { endpoint } from '../endpoint';
import { startTask } from '../tasks/start-task';
import { toTask } from '../tasks/to-task';
import { nodeOf } from '../tasks/node-of';

export const taskStart = endpoint({
  name: 'TaskStart',
  method: 'post',
  path: '/tasks/:id/start',
  description:
    'For compute nodes: the task is taken, and cannot be taken back from now on. Answers the record to work from.',
  params: Type.Object({ id: Uuid }),
  input: Type.Object({}, { additionalProperties: false }),
  output: Task,
  status: 200,
  errors: ['ValidationFailed', 'ResourceNotFound', 'TaskCanceled', 'NotAuthorized'],
  handle: async ({ db }, { params, headers }) => toTask(await startTask({ db }, params.id, nodeOf(headers))),
});
