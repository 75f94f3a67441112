import type { Key } from '@triton/schemas/key';
import type { CatalogDatabase } from './catalog-tables';

/** The account's keys, by name. */
export async function listKeys(db: CatalogDatabase, accountUuid: string): Promise<Key[]> {
  return db
    .selectFrom('catalog.keys')
    .select(['name', 'fingerprint', 'openssh as key'])
    .where('account_uuid', '=', accountUuid)
    .orderBy('name')
    .execute();
}
