import type { CatalogDatabase } from '@triton/catalog/catalog-tables';
import { findKey } from '@triton/catalog/find-key';
import { parsePublicKey } from '@triton/http-auth/parse-public-key';
import type { Credential } from './credential-cache';

/** Looks up who signs as `login` with the key of that name or fingerprint. */
export async function loadCredential(db: CatalogDatabase, login: string, key: string): Promise<Credential | undefined> {
  const found = await findKey(db, login, key.replace(/^MD5:/i, ''));
  return found && { account: found.account, publicKey: parsePublicKey(found.key.key) };
}
