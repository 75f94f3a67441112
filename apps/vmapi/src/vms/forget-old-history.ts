import { type Kysely, sql } from '@triton/database/kysely';
import type { VmapiTables } from '../tables';

const MOST_AT_ONCE = 1_000;

/** Deletes what VMs' histories hold from more than `keepDays` ago, some at a time; answers how much. */
export async function forgetOldHistory(db: Kysely<VmapiTables>, keepDays: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    DELETE FROM vmapi.vm_history WHERE id IN (
      SELECT id FROM vmapi.vm_history
      WHERE at < now() - make_interval(days => ${keepDays})
      ORDER BY at LIMIT ${MOST_AT_ONCE} FOR UPDATE SKIP LOCKED
    )`.execute(db);
  return Number(numAffectedRows);
}
