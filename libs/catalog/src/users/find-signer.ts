import { sql } from '@triton/database/kysely';
import type { Key } from '@triton/schemas/key';
import type { CatalogDatabase } from '../catalog-tables';
import { fingerprintFirst } from '../fingerprint-first';
import { keyNamed } from '../key-named';
import { type CatalogAccount, toCatalogAccount } from '../to-catalog-account';
import { listGrants, type Grant } from './list-grants';

/** A user below an account, with the key that they sign with and the roles that they hold. */
export interface Signer {
  account: CatalogAccount;
  user: { id: string; login: string };
  key: Key;
  grants: Grant[];
}

/** Who signs as `/login/users/USER` with the key of that name or fingerprint. The user may be named by login or uuid. */
export async function findSigner(
  db: CatalogDatabase,
  login: string,
  user: string,
  nameOrFingerprint: string,
): Promise<Signer | undefined> {
  const row = await db
    .selectFrom('catalog.accounts as account')
    .innerJoin('catalog.sub_users as user', 'user.account_uuid', 'account.uuid')
    .innerJoin('catalog.sub_user_keys as key', 'key.sub_user_uuid', 'user.uuid')
    .selectAll('account')
    .select(['user.uuid as user_uuid', 'user.login as user_login', 'key.name', 'key.fingerprint', 'key.openssh'])
    .where('account.login', '=', login)
    .where(sql<boolean>`("user".login = ${user} or "user".uuid::text = ${user})`)
    .where(keyNamed(nameOrFingerprint))
    .orderBy(sql`"user".login = ${user}`, 'desc')
    .orderBy(fingerprintFirst(nameOrFingerprint))
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    account: toCatalogAccount(row),
    user: { id: row.user_uuid, login: row.user_login },
    key: { name: row.name, fingerprint: row.fingerprint, key: row.openssh },
    grants: await listGrants(db, row.user_uuid),
  };
}
