import { sql } from '@triton/database/kysely';
import type { Context } from '../context';
import { activateNext } from './activate-next';
import { announceTickets } from './announce-tickets';
import { findTicket } from './find-ticket';
import { lockLine } from './lock-line';

/** Gives the line to the next one. Of a ticket that still waits: leaves the line. Doing it again changes nothing. */
export async function releaseTicket(context: Context, uuid: string): Promise<void> {
  const changed = await context.db.transaction().execute(async (trx) => {
    const line = await findTicket(trx, uuid);
    await lockLine(trx, line);
    const released = await trx
      .updateTable('cnapi.tickets')
      .set({ status: 'finished', updated_at: sql<Date>`now()` })
      .where('uuid', '=', uuid)
      .where('status', 'in', ['queued', 'active'])
      .returningAll()
      .execute();
    if (released.length === 0) return { released, activated: undefined };
    return { released, activated: await activateNext(trx, line) };
  });
  for (const ticket of changed.released) context.signals.notify(ticket.uuid);
  announceTickets(context, changed.activated ? [changed.activated] : []);
}
