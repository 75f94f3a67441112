import { Type } from '@sinclair/typebox';
import { Task } from '@triton/schemas/task';
import { Uuid } from '@triton/schemas/uuid';
import { endpoint } from '../endpoint';
import { findTask } from '../tasks/find-task';
import { toTask } from '../tasks/to-task';

export const taskGet = endpoint({
  name: 'TaskGet',
  method: 'get',
  path: '/tasks/:id',
  description: 'A command to a compute node and what became of it.',
  params: Type.Object({ id: Uuid }),
  output: Task,
  status: 200,
  errors: ['ValidationFailed', 'ResourceNotFound'],
  handle: async ({ db }, { params }) => toTask(await findTask(db, params.id)),
});
