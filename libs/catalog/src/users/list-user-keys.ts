import type { Key } from '@triton/schemas/key';
import type { CatalogDatabase } from '../catalog-tables';

/** The user's keys, by name. */
export async function listUserKeys(db: CatalogDatabase, userUuid: string): Promise<Key[]> {
  return db
    .selectFrom('catalog.sub_user_keys')
    .select(['name', 'fingerprint', 'openssh as key'])
    .where('sub_user_uuid', '=', userUuid)
    .orderBy('name')
    .execute();
}
