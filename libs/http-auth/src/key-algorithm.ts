import { InvalidHeaderError } from '@triton/errors/invalid-header-error';
import type { KeyType } from './public-key';

export interface KeyAlgorithm {
  keyType: KeyType;
  /** For Node's crypto; null where the algorithm has its own (the `sha512` of Ed25519 is nominal). */
  hash: 'sha1' | 'sha256' | 'sha384' | 'sha512' | null;
}

const ALGORITHMS: ReadonlyMap<string, KeyAlgorithm> = new Map([
  ['rsa-sha1', { keyType: 'rsa', hash: 'sha1' }],
  ['rsa-sha256', { keyType: 'rsa', hash: 'sha256' }],
  ['rsa-sha384', { keyType: 'rsa', hash: 'sha384' }],
  ['rsa-sha512', { keyType: 'rsa', hash: 'sha512' }],
  ['ecdsa-sha256', { keyType: 'ecdsa', hash: 'sha256' }],
  ['ecdsa-sha384', { keyType: 'ecdsa', hash: 'sha384' }],
  ['ecdsa-sha512', { keyType: 'ecdsa', hash: 'sha512' }],
  ['ed25519-sha512', { keyType: 'ed25519', hash: null }],
]);

/** A closed list: an `hmac-…` would make the public key a shared secret. */
export function keyAlgorithm(name: string): KeyAlgorithm {
  const algorithm = ALGORITHMS.get(name.toLowerCase());
  if (!algorithm) throw new InvalidHeaderError('the algorithm of the signature is not supported');
  return algorithm;
}
