import { createHash } from 'node:crypto';
import { type Kysely, sql } from '@triton/database/kysely';
import { RequestExpiredError } from '@triton/errors/request-expired-error';
import type { CloudapiTables } from '../tables';

/**
 * How long after its first use a signature of a change is still good. Clients sign the request line and the second, so the
 * same honest change asked for twice within a second carries the same signature.
 */
export const GOOD_AGAIN_MS = 2_000;

export interface SignedUse {
  /** SHA-256 fingerprint of the key that signed. Not its owner: two accounts may have the same key. */
  fingerprint: string;
  /**
   * What was signed. Not the signature itself: ECDSA has many signatures for one text, and anyone can make a second out of
   * a first.
   */
  signedText: string;
  /** When the request came, by `performance.now()`. */
  arrivedAtMs: number;
}

/**
 * Refuses a change whose signature was used before, in any process: whoever overhears one cannot send it again. The clock
 * is the database's, which is one for all. One statement, which waits for no disk.
 * @throws RequestExpiredError
 */
export async function refuseReplay(db: Kysely<CloudapiTables>, use: SignedUse): Promise<void> {
  if ((await recordUse(db, use)) <= GOOD_AGAIN_MS) return;
  throw new RequestExpiredError('the signature was used before; sign each change anew');
}

/** Answers how long after its first use the signature is used now, in milliseconds. */
export async function recordUse(db: Kysely<CloudapiTables>, use: SignedUse): Promise<number> {
  const { fingerprint, signedText, arrivedAtMs } = use;
  const digest = createHash('sha256').update(`${fingerprint}\n${signedText}`).digest();
  return db.connection().execute(async (connection) => {
    // Not what was spent on waiting for a connection, or for a lock: that is why it is `now()`, the statement's beginning.
    const elapsedSeconds = (performance.now() - arrivedAtMs) / 1_000;
    const arrived = sql<Date>`now() - make_interval(secs => ${elapsedSeconds})`;
    // Of requests under way at once any may come here first, so the earliest arrival counts.
    const { late_ms } = await connection
      .insertInto('cloudapi.signatures')
      .values({ digest, first_used_at: arrived })
      .onConflict((conflict) =>
        conflict
          .column('digest')
          .doUpdateSet({ first_used_at: sql<Date>`least(signatures.first_used_at, excluded.first_used_at)` }),
      )
      .returning(sql<number>`(extract(epoch from ${arrived} - first_used_at) * 1000)::float8`.as('late_ms'))
      .executeTakeFirstOrThrow();
    return late_ms;
  });
}
