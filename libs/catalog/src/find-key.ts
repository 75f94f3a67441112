import type { Key } from '@triton/schemas/key';
import type { CatalogDatabase } from './catalog-tables';
import { fingerprintFirst } from './fingerprint-first';
import { keyNamed } from './key-named';
import { type CatalogAccount, toCatalogAccount } from './to-catalog-account';

/**
 * Who signs as `login` with the key of that name or fingerprint (the two parts of a `keyId`). One query: it runs before
 * every signed request. Of a disabled account too, since what to answer then is not the catalog's to say.
 */
export async function findKey(
  db: CatalogDatabase,
  login: string,
  nameOrFingerprint: string,
): Promise<{ account: CatalogAccount; key: Key } | undefined> {
  const row = await db
    .selectFrom('catalog.accounts as account')
    .innerJoin('catalog.keys as key', 'key.account_uuid', 'account.uuid')
    .selectAll('account')
    .select(['key.name', 'key.fingerprint', 'key.openssh'])
    .where('account.login', '=', login)
    .where(keyNamed(nameOrFingerprint))
    .orderBy(fingerprintFirst(nameOrFingerprint))
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    account: toCatalogAccount(row),
    key: { name: row.name, fingerprint: row.fingerprint, key: row.openssh },
  };
}
