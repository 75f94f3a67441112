import type { Key } from '@triton/schemas/key';
import type { CatalogDatabase } from '../catalog-tables';
import { fingerprintFirst } from '../fingerprint-first';
import { keyNamed } from '../key-named';

/** The user's key of that name or fingerprint. */
export async function findUserKey(
  db: CatalogDatabase,
  userUuid: string,
  nameOrFingerprint: string,
): Promise<Key | undefined> {
  return db
    .selectFrom('catalog.sub_user_keys as key')
    .select(['key.name', 'key.fingerprint', 'key.openssh as key'])
    .where('key.sub_user_uuid', '=', userUuid)
    .where(keyNamed(nameOrFingerprint))
    .orderBy(fingerprintFirst(nameOrFingerprint))
    .limit(1)
    .executeTakeFirst();
}
