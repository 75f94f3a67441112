import { sql, type Transaction } from '@triton/database/kysely';
import type { Context } from '../context';
import type { CnapiTables, TaskRow, TicketRow } from '../tables';
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
  const { task, ended, activated } = await context.db.transaction().execute((trx) => endIn(trx, id, end));
  if (!ended) return task;
  context.events.taskEnded(task);
  context.signals.notify(id);
  if (task.waiter !== null) wake(context, task.waiter, id);
  announceTickets(context, activated ? [activated] : []);
  return task;
}

interface Ended {
  task: TaskRow;
  ended: boolean;
  activated?: TicketRow | undefined;
}

async function endIn(trx: Transaction<CnapiTables>, id: string, end: TaskEnd): Promise<Ended> {
  const task = await findTask(trx, id);
  if (end.status !== 'canceled') refuseOtherNode(end.node, task);
  if (task.status !== 'active') return { task, ended: false };
  const line = lineOf(task);
  if (line) await lockLine(trx, line);
  const event = end.status === 'canceled' ? null : JSON.stringify(end.event);
  const { rows } = await sql<TaskRow & { ticket_status: string | null }>`
    update cnapi.tasks as task
    set status = ${end.status}, event = ${event}::jsonb, finished_at = clock_timestamp()
    where id = ${id} and status = 'active' and (${end.status} <> 'canceled' or started_at is null)
    returning task.*, (select status from cnapi.tickets where uuid = task.ticket_uuid) as ticket_status`.execute(trx);
  const [row] = rows;
  if (!row) return { task: await findTask(trx, id), ended: false };
  const { ticket_status, ...ended } = row;
  const activated = line && ticket_status !== 'active' ? await activateNext(trx, line) : undefined;
  return { task: ended, ended: true, activated };
}

function lineOf({ server_uuid, vm_uuid, ticket_uuid }: TaskRow) {
  return ticket_uuid !== null && vm_uuid !== null ? { server_uuid, scope: 'vm', id: vm_uuid } : undefined;
}
