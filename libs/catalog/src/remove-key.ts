import type { CatalogDatabase } from './catalog-tables';
import { findAccountKey } from './find-account-key';

/** Removes the account's key of that name or fingerprint; false when it has none such. */
export async function removeKey(db: CatalogDatabase, accountUuid: string, nameOrFingerprint: string): Promise<boolean> {
  const key = await findAccountKey(db, accountUuid, nameOrFingerprint);
  if (!key) return false;
  const { numDeletedRows } = await db
    .deleteFrom('catalog.keys')
    .where('account_uuid', '=', accountUuid)
    .where('name', '=', key.name)
    .where('fingerprint', '=', key.fingerprint)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}
