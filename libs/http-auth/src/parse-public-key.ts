import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import { parseKey } from 'sshpk';
import type { PublicKey } from './public-key';
import { toPublicKey } from './to-public-key';

const LONGEST_TEXT = 16 * 1024;

/** Reads an RSA, ECDSA or Ed25519 public key in OpenSSH or PEM form. */
export function parsePublicKey(text: string): PublicKey {
  // sshpk would take the public half of it, and nobody would learn that they have just given their private key away.
  if (text.includes('PRIVATE KEY')) throw invalid('must be a public key, not a private one');
  if (text.length > LONGEST_TEXT) throw invalid('is too long for a public key');
  try {
    return toPublicKey(parseKey(text.trim(), 'auto'));
  } catch (cause) {
    throw invalid('must be an RSA, ECDSA or Ed25519 public key in OpenSSH or PEM form', cause);
  }
}

function invalid(message: string, cause?: unknown): InvalidArgumentError {
  return new InvalidArgumentError(`key ${message}`, [{ field: 'key', code: 'Invalid', message }], { cause });
}
