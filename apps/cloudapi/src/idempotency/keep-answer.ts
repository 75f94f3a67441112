import type { Kysely } from '@triton/database/kysely';
import type { CloudapiTables } from '../tables';
import { claimKey } from './claim-key';
import type { KeptAnswer } from './kept-answer';
import type { RepeatableRequest } from './repeatable-request';

/** Keeps the answer of a request for its key. The first one stays. */
export async function keepAnswer(
  db: Kysely<CloudapiTables>,
  request: RepeatableRequest,
  answer: KeptAnswer,
): Promise<void> {
  await claimKey(db, request);
  await db
    .updateTable('cloudapi.answers')
    .set({ answer: JSON.stringify(answer) })
    .where('account_uuid', '=', request.account_uuid)
    .where('key', '=', request.key)
    .where('request_sha256', '=', request.request_sha256)
    .where('answer', 'is', null)
    .execute();
}
