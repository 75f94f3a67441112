import { type Kysely, sql } from '@triton/database/kysely';
import type { VmapiTables } from '../tables';

const MOST_AT_ONCE = 1_000;

/** Deletes jobs that ended more than `keepDays` ago, some at a time; answers how many. One that has not ended stays, however old. */
export async function forgetOldJobs(db: Kysely<VmapiTables>, keepDays: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    DELETE FROM vmapi.jobs WHERE uuid IN (
      SELECT uuid FROM vmapi.jobs
      WHERE finished_at < now() - make_interval(days => ${keepDays})
      ORDER BY finished_at LIMIT ${MOST_AT_ONCE} FOR UPDATE SKIP LOCKED
    )`.execute(db);
  return Number(numAffectedRows);
}
