import { randomUUID } from 'node:crypto';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import type { Ticket } from '@triton/schemas/ticket';
import { sql, type Transaction } from '@triton/database/kysely';
import type { Context } from '../context';
import type { CnapiTables } from '../tables';
import { activateNext } from './activate-next';
import { type Line, lockLine } from './lock-line';
import { toTicket } from './to-ticket';

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
export function createTicket({ db }: Context, wish: TicketWish): Promise<{ uuid: string; queue: Ticket[] }> {
  return db.transaction().execute(async (trx) => {
    await lockLine(trx, wish);
    const made = await insert(trx, wish);
    const activated = await activateNext(trx, wish);
    // Whoever comes last and gets the line at once found nobody there.
    if (activated && activated.uuid === made) return { uuid: made, queue: [toTicket(activated)] };
    const uuid = made ?? (await findByKey(trx, wish));
    const queue = await trx
      .selectFrom('cnapi.tickets')
      .selectAll()
      .where('server_uuid', '=', wish.server_uuid)
      .where('scope', '=', wish.scope)
      .where('id', '=', wish.id)
      .where('status', 'in', ['queued', 'active'])
      .orderBy('seq')
      .execute();
    return { uuid, queue: queue.map(toTicket) };
  });
}

/** The new ticket's uuid; undefined when there is one with that key. */
async function insert(trx: Transaction<CnapiTables>, wish: TicketWish): Promise<string | undefined> {
  const { server_uuid, scope, id, action, key, waiter, reqId, extra, expiresAt } = wish;
  const { rows } = await sql<{ uuid: string | null }>`
    with known as (
      select uuid from cnapi.servers where uuid = ${server_uuid}
    ), made as (
      insert into cnapi.tickets (uuid, server_uuid, scope, id, action, key, waiter, reqid, extra, expires_at)
      select ${randomUUID()}::uuid, uuid, ${scope}, ${id}, ${action}, ${key}, ${waiter}::uuid, ${reqId},
             ${JSON.stringify(extra)}::jsonb, ${expiresAt}::timestamptz
      from known
      on conflict (server_uuid, scope, id, key) do nothing
      returning uuid
    )
    select (select uuid from made) as uuid from known`.execute(trx);
  const [row] = rows;
  if (!row) throw new ResourceNotFoundError(`Server ${server_uuid} not found`);
  return row.uuid ?? undefined;
}

async function findByKey(trx: Transaction<CnapiTables>, { server_uuid, scope, id, key }: TicketWish): Promise<string> {
  const row = await trx
    .selectFrom('cnapi.tickets')
    .select('uuid')
    .where('server_uuid', '=', server_uuid)
    .where('scope', '=', scope)
    .where('id', '=', id)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  return row.uuid;
}
