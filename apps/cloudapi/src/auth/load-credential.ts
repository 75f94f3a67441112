import { generateKeyPairSync } from 'node:crypto';
import type { CatalogDatabase } from '@triton/catalog/catalog-tables';
import { findKey } from '@triton/catalog/find-key';
import { findSigner } from '@triton/catalog/users/find-signer';
import type { Grant } from '@triton/catalog/users/list-grants';
import type { KeyId } from '@triton/http-auth/parse-key-id';
import { parsePublicKey } from '@triton/http-auth/parse-public-key';
import { parseRule } from '../rules/parse-rule';
import type { HeldRole } from './caller';
import type { Credential } from './credential-cache';

/** Read when there is no key, so that finding none takes as long as finding one. */
const NOBODYS_KEY = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();

/** Looks up who signs with the key that a keyId names: an account, or a user below it. */
export async function loadCredential(
  db: CatalogDatabase,
  { login, user, key }: KeyId,
): Promise<Credential | undefined> {
  const name = key.replace(/^MD5:/i, '');
  if (user === undefined) {
    const found = await findKey(db, login, name);
    const publicKey = parsePublicKey(found?.key.key ?? NOBODYS_KEY);
    return found && { account: found.account, publicKey };
  }
  const found = await findSigner(db, login, user, name);
  const publicKey = parsePublicKey(found?.key.key ?? NOBODYS_KEY);
  return found && { account: found.account, publicKey, user: { ...found.user, roles: found.grants.map(toHeldRole) } };
}

function toHeldRole({ role, isDefault, rules }: Grant): HeldRole {
  return { name: role, isDefault, rules: rules.map(parseRule) };
}
