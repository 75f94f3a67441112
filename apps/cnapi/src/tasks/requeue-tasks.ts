import { sql } from '@triton/database/kysely';
import type { Context } from '../context';
import { sendTask } from './send-task';

const MOST_AT_ONCE = 500;

/**
 * Sends unfinished tasks again that were last sent a while ago. The queue holds a task once, so for one that waits there
 * or is being worked on this changes nothing; one that the queue has lost gets going again.
 */
export async function requeueTasks(context: Context): Promise<void> {
  const { rows } = await sql<{ id: string; server_uuid: string }>`
    update cnapi.tasks set queued_at = now()
    where id in (
      select id from cnapi.tasks
      where status = 'active' and queued_at < now() - make_interval(secs => ${context.config.requeueAfterMs / 1000})
      order by queued_at limit ${MOST_AT_ONCE}
      for update skip locked
    )
    returning id, server_uuid`.execute(context.db);
  for (const task of rows) sendTask(context, task);
  if (rows.length > 0) context.events.requeued(rows.length);
}
