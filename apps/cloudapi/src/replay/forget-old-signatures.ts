import { type Kysely, sql } from '@triton/database/kysely';
import { MAX_SKEW_SECONDS } from '@triton/http-auth/assert-fresh';
import type { CloudapiTables } from '../tables';

/** A signature may be dated that far ahead and is good that long after; a minute more for clocks that differ. */
const KEPT_SECONDS = 2 * MAX_SKEW_SECONDS + 60;
const MOST_AT_ONCE = 10_000;

/** Deletes signatures too old to be used by anyone. Answers how many; there may be more. */
export async function forgetOldSignatures(db: Kysely<CloudapiTables>): Promise<number> {
  const old = sql`first_used_at < now() - make_interval(secs => ${KEPT_SECONDS})`;
  const { numAffectedRows = 0n } = await sql`
    delete from cloudapi.signatures where digest in (
      select digest from cloudapi.signatures where ${old} limit ${MOST_AT_ONCE} for update skip locked
    )`.execute(db);
  return Number(numAffectedRows);
}
