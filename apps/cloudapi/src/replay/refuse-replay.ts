import { createHash } from 'node:crypto';
import { type Kysely, sql } from '@triton/database/kysely';
import { RequestExpiredError } from '@triton/errors/request-expired-error';
import type { CloudapiTables } from '../tables';

/**
 * How long after its first use a signature of a change is still good. Clients sign the request line and the second, so the
 * same honest change asked for twice within a second carries the same signature.
 */
export const GOOD_AGAIN_MS = 2_000;

export interface SignedChange {
  /** Of the key that signed: the account, or user, and its fingerprint. */
  keyId: string;
  /**
   * What was signed. Not the signature itself: ECDSA has many signatures for one text, and anyone can make a second out of
   * a first.
   */
  signedText: string;
  arrivedAt: Date;
}

/**
 * Refuses a change whose signature was used before, in any process: whoever overhears one cannot send it again. One
 * statement, which waits for no disk.
 * @throws RequestExpiredError
 */
export async function refuseReplay(db: Kysely<CloudapiTables>, change: SignedChange): Promise<void> {
  const { keyId, signedText, arrivedAt } = change;
  const digest = createHash('sha256').update(`${keyId}\n${signedText}`).digest();
  // Of requests under way at once any may come here first, so the earliest arrival counts.
  const { first_used_at } = await db
    .insertInto('cloudapi.signatures')
    .values({ digest, first_used_at: arrivedAt })
    .onConflict((conflict) =>
      conflict
        .column('digest')
        .doUpdateSet({ first_used_at: sql<Date>`least(signatures.first_used_at, excluded.first_used_at)` }),
    )
    .returning('first_used_at')
    .executeTakeFirstOrThrow();
  if (arrivedAt.getTime() - first_used_at.getTime() <= GOOD_AGAIN_MS) return;
  throw new RequestExpiredError('the signature was used before; sign each change anew');
}
