import { randomUUID } from 'node:crypto';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import type { Ticket } from '@triton/schemas/ticket';
import { sql } from '@triton/database/kysely';
import type { Context } from '../context';
import type { TicketRow } from '../tables';
import { announceTickets } from './announce-tickets';
import type { Line } from './lock-line';
import { toTicket } from './to-ticket';

const IN_LINE: ReadonlySet<TicketRow['status']> = new Set(['queued', 'active']);

export interface TicketWish extends Line {
  action: string;
  expiresAt: Date;
  /** The same key is the same ticket, whatever has become of it. */
  key: string | null;
  /** The job to wake when its turn comes. */
  waiter: string | null;
  reqId: string;
  extra: Record<string, unknown>;
}

/**
 * Takes a place at the end of the line; the answer holds all who have or want the line. A ticket that is active at once
 * wakes nobody: its owner reads it in the answer.
 */
export async function createTicket(context: Context, wish: TicketWish): Promise<{ uuid: string; queue: Ticket[] }> {
  const { server_uuid, scope, id, action, key, waiter, reqId, extra, expiresAt } = wish;
  const made = randomUUID();
  const { rows } = await sql<TicketRow & { is_new_turn: boolean }>`
    select (its_ticket).*, is_new_turn from cnapi.join_line(
      ${made}::uuid, ${server_uuid}::uuid, ${scope}, ${id}, ${action}, ${key}, ${waiter}::uuid, ${reqId},
      ${JSON.stringify(extra)}::jsonb, ${expiresAt}::timestamptz)`.execute(context.db);
  const own = rows.find((ticket) => (key === null ? ticket.uuid === made : ticket.key === key));
  if (!own) throw new ResourceNotFoundError(`Server ${server_uuid} not found`);
  // Nobody has told the line yet that a task has ended which kept it.
  announceTickets(
    context,
    rows.filter((ticket) => ticket.is_new_turn && ticket !== own),
  );
  return { uuid: own.uuid, queue: rows.filter(({ status }) => IN_LINE.has(status)).map(toTicket) };
}
