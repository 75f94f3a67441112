import { createPrivateKey, type KeyObject } from 'node:crypto';
import { parsePrivateKey, type PrivateKey as SshpkPrivateKey } from 'sshpk';
import type { PublicKey } from './public-key';
import { toPublicKey } from './to-public-key';

export interface PrivateKey {
  publicKey: PublicKey;
  keyObject: KeyObject;
}

/** The text is no private key that can be read, or not without its passphrase. */
export class PrivateKeyError extends Error {
  override name = 'PrivateKeyError';

  constructor(
    message: string,
    readonly needsPassphrase: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Reads a private key in OpenSSH, PKCS#1, SEC 1 or PKCS#8 form. */
export function loadPrivateKey(text: string, passphrase?: string): PrivateKey {
  try {
    const key = isOpenssh(text)
      ? parsePrivateKey(text, 'auto', passphrase === undefined ? {} : { passphrase })
      : parsePrivateKey(passphrase === undefined ? text : decrypted(text, passphrase), 'auto');
    return { publicKey: toPublicKey(key.toPublic()), keyObject: toKeyObject(key) };
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'KeyEncryptedError') {
      throw new PrivateKeyError('the private key is encrypted and needs its passphrase', true, { cause });
    }
    throw new PrivateKeyError('the private key cannot be read', false, { cause });
  }
}

function isOpenssh(text: string): boolean {
  return text.includes('BEGIN OPENSSH PRIVATE KEY');
}

/** sshpk would throw a wrong passphrase of PEM where nobody can catch it. */
function decrypted(pem: string, passphrase: string): string {
  return createPrivateKey({ key: pem, passphrase }).export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Node reads the PKCS#8 that sshpk writes, but for Ed25519, where the two disagree on the encoding. */
function toKeyObject(key: SshpkPrivateKey): KeyObject {
  if (key.type !== 'ed25519') return createPrivateKey(key.toString('pkcs8'));
  const jwk = { kty: 'OKP', crv: 'Ed25519', d: part(key, 'k'), x: part(key, 'A') };
  return createPrivateKey({ key: jwk, format: 'jwk' });
}

function part(key: SshpkPrivateKey, name: 'k' | 'A'): string {
  const data = key.parts.find((candidate) => candidate.name === name)?.data;
  if (data === undefined) throw new Error(`an Ed25519 key without ${name}`);
  return data.toString('base64url');
}
