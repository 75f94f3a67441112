import { InvalidCredentialsError } from '@triton/errors/invalid-credentials-error';

/** Whose key signed a request, and which of their keys. */
export interface KeyId {
  login: string;
  /** Login of the sub-user, when it is a sub-user's key. */
  user?: string;
  /** Name of the key, or a fingerprint: MD5 hex with colons, or `SHA256:…`. */
  key: string;
}

const ACCOUNT = /^\/([^/]+)\/keys\/(.+)$/;
const SUB_USER = /^\/([^/]+)\/users\/([^/]+)\/keys\/(.+)$/;
const LONGEST = 512;

/** Reads `/login/keys/KEY` and `/login/users/USER/keys/KEY`. */
export function parseKeyId(keyId: string): KeyId {
  if (keyId.length <= LONGEST) {
    // A SHA256 fingerprint may have slashes; a name of a key has none, but then it is just an unknown key.
    const [, owner, user, userKey] = SUB_USER.exec(keyId) ?? [];
    if (owner !== undefined && user !== undefined && userKey !== undefined) return { login: owner, user, key: userKey };
    const [, login, key] = ACCOUNT.exec(keyId) ?? [];
    if (login !== undefined && key !== undefined) return { login, key };
  }
  throw new InvalidCredentialsError('the keyId names no key');
}
