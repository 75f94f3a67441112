import type { CreateKeyInput, Key } from '@triton/schemas/key';
import type { CatalogDatabase } from '../catalog-tables';
import { keyTaken } from '../key-taken';
import { toKeyRow } from '../to-key-row';

/**
 * Adds a public key with which the user may sign; without a name it is named by its fingerprint.
 * @throws InvalidArgumentError when it is no public key we know, or the user has it or its name already
 */
export async function addUserKey(db: CatalogDatabase, userUuid: string, input: CreateKeyInput): Promise<Key> {
  const key = toKeyRow(input.key);
  const name = input.name ?? key.fingerprint;
  try {
    await db
      .insertInto('catalog.sub_user_keys')
      .values({ sub_user_uuid: userUuid, name, ...key })
      .execute();
  } catch (err) {
    throw keyTaken(err, 'sub_user_keys_pkey', 'the user');
  }
  return { name, fingerprint: key.fingerprint, key: key.openssh };
}
