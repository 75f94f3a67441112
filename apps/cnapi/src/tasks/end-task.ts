import { sql } from '@triton/database/kysely';
import type { Context } from '../context';
import type { TaskRow } from '../tables';
import { activateNext } from '../tickets/activate-next';
import { announceTickets } from '../tickets/announce-tickets';
import { lockLine } from '../tickets/lock-line';
import { wake } from '../wake';
import { findTask } from './find-task';
import { refuseOtherNode } from './node-of';

/** `node`: who says so, when known. */
export type TaskEnd =
  | { status: 'complete' | 'failure'; event: Record<string, unknown>; node?: string | undefined }
  /** Only while the node has not taken it. */
  | { status: 'canceled' };

/**
 * Ends the task and tells whoever waits for it, unless it has ended already or may not end so. Answers the task as it
 * then stands: the first end is the one that counts. The end of a task whose ticket is gone moves its line on.
 */
export async function endTask(context: Context, id: string, end: TaskEnd): Promise<TaskRow> {
  const task = await endIn(context.db, id, end);
  if (!task) {
    const other = await findTask(context.db, id);
    if (end.status !== 'canceled') refuseOtherNode(end.node, other);
    return other;
  }
  context.events.taskEnded(task);
  context.signals.notify(id);
  if (task.waiter !== null) wake(context, task.waiter, id, { id, req_id: task.req_id });
  await moveLineOn(context, task);
  return task;
}

/** One statement, for it is what every task comes to. Undefined: the task is another node's, has ended, or was taken. */
async function endIn(db: Context['db'], id: string, end: TaskEnd): Promise<TaskRow | undefined> {
  const { event, node } = end.status === 'canceled' ? {} : { event: JSON.stringify(end.event), node: end.node };
  const { rows } = await sql<TaskRow>`
    update cnapi.tasks as task
    set status = ${end.status}, event = ${event ?? null}::jsonb, finished_at = clock_timestamp()
    where id = ${id} and status = 'active' and (${end.status} <> 'canceled' or started_at is null)
      and server_uuid = coalesce(${node ?? null}::uuid, server_uuid)
    returning task.*`.execute(db);
  return rows[0];
}

/**
 * Who released a ticket while its task was under way left the line to the task. The end is there for all to see by now,
 * and the share lock waits for a release under way: so one of the two sees the other, and moves the line on. If this
 * process dies before it has looked, the sweep does it (`settleLines`).
 */
async function moveLineOn(context: Context, { server_uuid, vm_uuid, ticket_uuid }: TaskRow): Promise<void> {
  if (ticket_uuid === null || vm_uuid === null) return;
  const ticket = await context.db
    .selectFrom('cnapi.tickets')
    .select('status')
    .where('uuid', '=', ticket_uuid)
    .forShare()
    .executeTakeFirst();
  if (!ticket || ticket.status === 'active') return;
  const line = { server_uuid, scope: 'vm', id: vm_uuid };
  const activated = await context.db.transaction().execute(async (trx) => {
    await lockLine(trx, line);
    return activateNext(trx, line);
  });
  announceTickets(context, activated ? [activated] : []);
}
