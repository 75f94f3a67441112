import { type Kysely, sql } from '@triton/database/kysely';
import type { CloudapiTables } from '../tables';

/** How long an answer is kept for its key. */
export const KEPT_HOURS = 24;
const MOST_AT_ONCE = 10_000;

/** Deletes answers whose keys mean nothing any more. Answers how many; there may be more. */
export async function forgetOldAnswers(db: Kysely<CloudapiTables>): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from cloudapi.answers where (account_uuid, key) in (
      select account_uuid, key from cloudapi.answers
      where created_at < now() - make_interval(hours => ${KEPT_HOURS})
      limit ${MOST_AT_ONCE} for update skip locked
    )`.execute(db);
  return Number(numAffectedRows);
}
