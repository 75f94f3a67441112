import { TaskCanceledError } from '@triton/errors/task-canceled-error';
import { sql } from '@triton/database/kysely';
import type { Context } from '../context';
import type { TaskRow } from '../tables';
import { findTask } from './find-task';
import { refuseOtherNode } from './node-of';

/**
 * The node takes the task: from now on it cannot be taken back. Asked again it is the same answer. `serverUuid`, when
 * known, is who asks; a node gets its own tasks only.
 */
export async function startTask(
  { db }: Pick<Context, 'db'>,
  id: string,
  serverUuid: string | undefined,
): Promise<TaskRow> {
  let update = db
    .updateTable('cnapi.tasks')
    .set({ started_at: sql<Date>`coalesce(started_at, now())` })
    .where('id', '=', id)
    .where('status', '=', 'active');
  if (serverUuid) update = update.where('server_uuid', '=', serverUuid);
  const started = await update.returningAll().executeTakeFirst();
  if (started) return started;
  const task = await findTask(db, id);
  refuseOtherNode(serverUuid, task);
  if (task.status === 'canceled') throw new TaskCanceledError(`Task ${id} was canceled`);
  return task;
}
