import type { Kysely } from '@triton/database/kysely';
import type { CloudapiTables } from '../tables';
import type { RepeatableRequest } from './repeatable-request';

/** Lets go of a key whose request was refused: once its cause is gone, the same request may come through. */
export async function releaseKey(db: Kysely<CloudapiTables>, { account_uuid, key }: RepeatableRequest): Promise<void> {
  await db
    .deleteFrom('cloudapi.answers')
    .where('account_uuid', '=', account_uuid)
    .where('key', '=', key)
    .where('answer', 'is', null)
    .execute();
}
