import type { Key } from '@triton/schemas/key';
import type { CatalogDatabase } from './catalog-tables';
import { fingerprintFirst } from './fingerprint-first';
import { keyNamed } from './key-named';

/** The account's key of that name or fingerprint. */
export async function findAccountKey(
  db: CatalogDatabase,
  accountUuid: string,
  nameOrFingerprint: string,
): Promise<Key | undefined> {
  return db
    .selectFrom('catalog.keys as key')
    .select(['key.name', 'key.fingerprint', 'key.openssh as key'])
    .where('key.account_uuid', '=', accountUuid)
    .where(keyNamed(nameOrFingerprint))
    .orderBy(fingerprintFirst(nameOrFingerprint))
    .limit(1)
    .executeTakeFirst();
}
