import { type Kysely, sql } from '@triton/database/kysely';
import { ConflictError } from '@triton/errors/conflict-error';
import type { CloudapiTables } from '../tables';
import { KEPT_HOURS } from './forget-old-answers';
import type { KeptAnswer } from './kept-answer';
import type { RepeatableRequest } from './repeatable-request';

export interface FoundAnswer {
  prepared: object | null;
  /** null: the request was begun, and what became of it is not known here. */
  answer: KeptAnswer | null;
}

/**
 * What is known of a request with its key.
 * @throws ConflictError when the key was used for another request
 */
export async function findAnswer(
  db: Kysely<CloudapiTables>,
  { account_uuid, key, request_sha256 }: RepeatableRequest,
): Promise<FoundAnswer | undefined> {
  const row = await db
    .selectFrom('cloudapi.answers')
    .select(['request_sha256', 'prepared', 'answer'])
    .where('account_uuid', '=', account_uuid)
    .where('key', '=', key)
    .where('created_at', '>', sql<Date>`now() - make_interval(hours => ${KEPT_HOURS})`)
    .executeTakeFirst();
  if (!row) return undefined;
  if (row.request_sha256.equals(request_sha256)) return { prepared: row.prepared, answer: row.answer };
  const message = 'was used for another request';
  throw new ConflictError(`this Idempotency-Key ${message}`, [
    { field: 'Idempotency-Key', code: 'Duplicate', message },
  ]);
}
