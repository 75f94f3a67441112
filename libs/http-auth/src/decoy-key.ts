import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import type { SignatureShape } from './signature-shape';

/** Larger RSA signatures are refused unchecked when no key is that large: checking one would be work for nothing. */
const MOST_RSA_BYTES = 512;
const FEWEST_RSA_BYTES = 128;
const CURVES = { 'ecdsa-256': 'P-256', 'ecdsa-384': 'P-384', 'ecdsa-521': 'P-521' } as const;

const made = new Map<SignatureShape, KeyObject | undefined>();

/**
 * A key nobody has, of the kind that a signature claims to be made with. Whoever names an unknown account, or claims a
 * kind of key that the account has not, is checked against it: that takes as long as checking against a real one.
 */
export function decoyKey(shape: SignatureShape): KeyObject | undefined {
  if (!made.has(shape)) made.set(shape, make(shape));
  return made.get(shape);
}

function make(shape: SignatureShape): KeyObject | undefined {
  if (shape === 'ed25519') return generateKeyPairSync('ed25519').publicKey;
  if (shape in CURVES) {
    return generateKeyPairSync('ec', { namedCurve: CURVES[shape as keyof typeof CURVES] }).publicKey;
  }
  const bytes = Number(shape.slice('rsa-'.length));
  if (!(bytes >= FEWEST_RSA_BYTES && bytes <= MOST_RSA_BYTES)) return undefined;
  // Checking takes a modulus of that size and nothing else; to find primes for it would take seconds.
  const modulus = randomBytes(bytes);
  modulus[0] = (modulus[0] ?? 0) | 0x80;
  modulus[bytes - 1] = (modulus[bytes - 1] ?? 0) | 1;
  return createPublicKey({ key: { kty: 'RSA', n: modulus.toString('base64url'), e: 'AQAB' }, format: 'jwk' });
}
