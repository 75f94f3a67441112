import { createHash } from 'node:crypto';
import { ConflictError } from '@triton/errors/conflict-error';
import { type Kysely, sql, type Transaction } from '@triton/database/kysely';
import type { VmapiTables } from '../tables';

/** What every accepted action answers. */
export interface Answer {
  vm_uuid: string;
  job_uuid: string;
  disk_uuid?: string;
  snapshot_name?: string;
}

export interface RepeatableRequest {
  /** The client's `Idempotency-Key`. */
  idempotencyKey?: string | undefined;
  /** Keys are per account: two accounts may choose the same one. */
  keyOwnerUuid: string;
  /** What makes two requests the same request: operation, target and input. */
  fingerprint: readonly unknown[];
}

/** How long an answer is kept for its key. */
export const KEPT_HOURS = 24;

/**
 * The answer that the key got before, if it got one: then nothing about the world needs to be known to give it again. Throws
 * Conflict when the key comes back with another request.
 */
export async function answered(
  db: Kysely<VmapiTables>,
  { idempotencyKey, keyOwnerUuid, fingerprint }: RepeatableRequest,
): Promise<Answer | undefined> {
  if (idempotencyKey === undefined) return undefined;
  const row = await db
    .selectFrom('vmapi.answers')
    .select(['request_sha256', 'answer'])
    .where('owner_uuid', '=', keyOwnerUuid)
    .where('key', '=', idempotencyKey)
    .where('created_at', '>=', sql<Date>`now() - make_interval(hours => ${KEPT_HOURS})`)
    .executeTakeFirst();
  return row && answerOf(row, hashOf(fingerprint));
}

/**
 * Runs `act` unless its key was answered before; then that answer is given again and nothing is done. The key's row is
 * written first, so of two requests at once the second waits for the first to commit. Throws Conflict when a key comes
 * back with another request.
 */
export async function answerOnce(
  trx: Transaction<VmapiTables>,
  { idempotencyKey, keyOwnerUuid, fingerprint }: RepeatableRequest,
  act: () => Promise<Answer>,
): Promise<{ answer: Answer; isNew: boolean }> {
  if (idempotencyKey === undefined) return { answer: await act(), isNew: true };
  const hash = hashOf(fingerprint);
  const mine = { owner_uuid: keyOwnerUuid, key: idempotencyKey };

  await trx
    .deleteFrom('vmapi.answers')
    .where('owner_uuid', '=', keyOwnerUuid)
    .where('key', '=', idempotencyKey)
    .where('created_at', '<', sql<Date>`now() - make_interval(hours => ${KEPT_HOURS})`)
    .execute();
  const inserted = await trx
    .insertInto('vmapi.answers')
    .values({ ...mine, request_sha256: hash, answer: '{}' })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 0n) return { answer: await givenAnswer(trx, mine, hash), isNew: false };

  const answer = await act();
  await trx
    .updateTable('vmapi.answers')
    .set({ answer: JSON.stringify(answer) })
    .where('owner_uuid', '=', keyOwnerUuid)
    .where('key', '=', idempotencyKey)
    .execute();
  return { answer, isNew: true };
}

async function givenAnswer(
  trx: Transaction<VmapiTables>,
  { owner_uuid, key }: { owner_uuid: string; key: string },
  hash: string,
): Promise<Answer> {
  const row = await trx
    .selectFrom('vmapi.answers')
    .select(['request_sha256', 'answer'])
    .where('owner_uuid', '=', owner_uuid)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  return answerOf(row, hash);
}

function hashOf(fingerprint: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(fingerprint)).digest('hex');
}

function answerOf(row: { request_sha256: string; answer: object }, hash: string): Answer {
  if (row.request_sha256 !== hash) {
    throw new ConflictError('this Idempotency-Key was used for another request', [
      { field: 'Idempotency-Key', code: 'Duplicate', message: 'was used for another request' },
    ]);
  }
  return row.answer as Answer;
}
