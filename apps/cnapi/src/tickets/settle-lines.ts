import { sql } from '@triton/database/kysely';
import type { Context } from '../context';
import type { TicketRow } from '../tables';
import { activateNext } from './activate-next';
import { announceTickets } from './announce-tickets';
import { type Line, lockLine } from './lock-line';

const MOST_AT_ONCE = 200;

/**
 * Expires tickets whose time is over and moves their lines on; also moves a line that has nobody active for any other
 * reason. A ticket with a task under way does not expire: the node may be working on the VM.
 */
export async function settleLines(context: Context): Promise<void> {
  for (const line of await unsettledLines(context)) {
    const changed = await context.db.transaction().execute(async (trx) => {
      await lockLine(trx, line);
      const { rows: expired } = await sql<TicketRow>`
        update cnapi.tickets as ticket set status = 'expired', updated_at = now()
        where server_uuid = ${line.server_uuid} and scope = ${line.scope} and id = ${line.id}
          and status in ('queued', 'active') and expires_at <= now() and ${withoutTask}
        returning ticket.*`.execute(trx);
      const activated = await activateNext(trx, line);
      return activated ? [...expired, activated] : expired;
    });
    announceTickets(context, changed);
  }
}

const withoutTask = sql`not exists (
  select from cnapi.tasks as task where task.ticket_uuid = ticket.uuid and task.status = 'active')`;

async function unsettledLines({ db }: Context): Promise<Line[]> {
  const { rows } = await sql<Line>`
    select distinct server_uuid, scope, id from cnapi.tickets as ticket
    where (status in ('queued', 'active') and expires_at <= now() and ${withoutTask})
       or (status = 'queued'
           and not exists (
             select from cnapi.tickets as holder
             where holder.server_uuid = ticket.server_uuid and holder.scope = ticket.scope and holder.id = ticket.id
               and holder.status = 'active')
           and not exists (
             select from cnapi.tasks as task
             where task.status = 'active' and task.ticket_uuid is not null and task.server_uuid = ticket.server_uuid
               and ticket.scope = 'vm' and task.vm_uuid::text = ticket.id))
    limit ${MOST_AT_ONCE}`.execute(db);
  return rows;
}
