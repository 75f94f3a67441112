import { type Kysely, sql } from '@triton/database/kysely';
import type { CloudapiTables } from '../tables';
import { KEPT_HOURS } from './forget-old-answers';
import type { RepeatableRequest } from './repeatable-request';

/**
 * Writes down that a request with this key is begun, and what was made of its input; false when its key is known already.
 * Of two at once the second waits until the first one's transaction has ended.
 */
export async function claimKey(
  db: Kysely<CloudapiTables>,
  request: RepeatableRequest,
  prepared: object | null = null,
): Promise<boolean> {
  const row = { ...request, prepared: prepared === null ? null : JSON.stringify(prepared), answer: null };
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto('cloudapi.answers')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['account_uuid', 'key'])
        .doUpdateSet({ ...row, created_at: sql<Date>`now()` })
        .where('answers.created_at' as 'created_at', '<', sql<Date>`now() - make_interval(hours => ${KEPT_HOURS})`),
    )
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows > 0n;
}
