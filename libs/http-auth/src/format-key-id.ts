import type { KeyId } from './parse-key-id';

/** The keyId that names a key in a signature. */
export function formatKeyId({ login, user, key }: KeyId): string {
  return user === undefined ? `/${login}/keys/${key}` : `/${login}/users/${user}/keys/${key}`;
}
