import type { Context } from '../context';
import type { TicketRow } from '../tables';
import { wake } from '../wake';

/** Tells all who wait for these tickets that they are active, or never will be. Call it after the commit. */
export function announceTickets(context: Context, tickets: readonly TicketRow[]): void {
  for (const { uuid, status, waiter } of tickets) {
    context.signals.notify(uuid);
    context.events.ticket(status);
    if (waiter !== null) wake(context, waiter, `${uuid}.${status}`);
  }
}
