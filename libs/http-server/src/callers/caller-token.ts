import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;
const TOKEN = /^([a-z][a-z0-9-]{0,99})\.([A-Za-z0-9_-]{32,200})$/;

/** A new credential for the caller of that name: `<name>.<secret>`. The name is told, so that only its hashes are compared. */
export function newCallerToken(name: string): string {
  return `${name}.${randomBytes(SECRET_BYTES).toString('base64url')}`;
}

/** The name in a token; undefined when it is no token. */
export function nameInToken(token: string): string | undefined {
  return TOKEN.exec(token)?.[1];
}

/** What is kept of a token where callers are known. Tokens are long and random, so one round is as good as many. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
