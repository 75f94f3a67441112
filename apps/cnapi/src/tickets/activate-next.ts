import { sql, type Transaction } from '@triton/database/kysely';
import type { CnapiTables, TicketRow } from '../tables';
import type { Line } from './lock-line';

/**
 * Gives the line to the first who waits, if nobody has it. Needs the line's lock. A ticket that was released while its
 * task was still under way keeps the line until that task has ended: two tasks never change one VM at a time.
 *
 * A turn at a VM is a new epoch. The node refuses commands of earlier ones, so whoever lost its turn can do no harm.
 */
export async function activateNext(trx: Transaction<CnapiTables>, line: Line): Promise<TicketRow | undefined> {
  const { server_uuid, scope, id } = line;
  const { rows } = await sql<TicketRow>`
    select * from cnapi.activate_next(${server_uuid}::uuid, ${scope}, ${id})`.execute(trx);
  return rows[0];
}
