import type { CreateKeyInput, Key } from '@triton/schemas/key';
import type { CatalogDatabase } from './catalog-tables';
import { keyTaken } from './key-taken';
import { toKeyRow } from './to-key-row';

/**
 * Adds a public key to the account; without a name it is named by its fingerprint.
 * @throws InvalidArgumentError when it is no public key we know, or the account has it or its name already
 */
export async function addKey(db: CatalogDatabase, accountUuid: string, input: CreateKeyInput): Promise<Key> {
  const key = toKeyRow(input.key);
  const name = input.name ?? key.fingerprint;
  try {
    await db
      .insertInto('catalog.keys')
      .values({ account_uuid: accountUuid, name, ...key })
      .execute();
  } catch (err) {
    throw keyTaken(err, 'keys_pkey', 'the account');
  }
  return { name, fingerprint: key.fingerprint, key: key.openssh };
}
