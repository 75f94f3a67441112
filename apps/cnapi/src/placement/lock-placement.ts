import { sql, type Transaction } from '@triton/database/kysely';
import type { CnapiTables } from '../tables';

/** Until the transaction ends nobody else decides who gets which space. */
export async function lockPlacement(trx: Transaction<CnapiTables>): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('cnapi.placement', 0))`.execute(trx);
}
