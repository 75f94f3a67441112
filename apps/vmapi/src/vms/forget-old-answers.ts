import { type Kysely, sql } from '@triton/database/kysely';
import type { VmapiTables } from '../tables';
import { KEPT_HOURS } from './answer-once';

const MOST_AT_ONCE = 1_000;

/**
 * Deletes answers whose keys mean nothing any more, some at a time; answers how many. Rows that a request holds are left
 * to the next time, so that nobody waits for this.
 */
export async function forgetOldAnswers(db: Kysely<VmapiTables>): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    DELETE FROM vmapi.answers WHERE (owner_uuid, key) IN (
      SELECT owner_uuid, key FROM vmapi.answers
      WHERE created_at < now() - make_interval(hours => ${KEPT_HOURS})
      ORDER BY created_at LIMIT ${MOST_AT_ONCE} FOR UPDATE SKIP LOCKED
    )`.execute(db);
  return Number(numAffectedRows);
}
