import { sql } from '@triton/database/kysely';
import type { Context } from '../context';
import type { TicketRow } from '../tables';
import { announceTickets } from './announce-tickets';
import { findTicket } from './find-ticket';

/** Gives the line to the next one. Of a ticket that still waits: leaves the line. Doing it again changes nothing. */
export async function releaseTicket(context: Context, uuid: string): Promise<void> {
  const { rows: changed } = await sql<TicketRow>`select * from cnapi.leave_line(${uuid}::uuid)`.execute(context.db);
  if (changed.length === 0) return void (await findTicket(context.db, uuid));
  context.signals.notify(uuid);
  announceTickets(
    context,
    changed.filter(({ status }) => status === 'active'),
  );
}
