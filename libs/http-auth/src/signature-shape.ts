import type { KeyAlgorithm } from './key-algorithm';
import type { KeyType, PublicKey } from './public-key';

/** What checking a signature costs depends on the kind of key and its size; curves for ECDSA, bytes of the modulus for RSA. */
export type SignatureShape = 'ed25519' | 'ecdsa-256' | 'ecdsa-384' | 'ecdsa-521' | `rsa-${number}`;

/** The longest DER of a curve. A signature of the next larger one is as short only when some 30 bytes happen to be zero. */
const LONGEST_DER = { p256: 72, p384: 104 };

/** What a signature claims to be, by its algorithm and its length. */
export function claimedShape({ keyType }: KeyAlgorithm, signature: Buffer): SignatureShape {
  if (keyType === 'ed25519') return 'ed25519';
  if (keyType === 'rsa') return `rsa-${signature.length}`;
  if (signature.length <= LONGEST_DER.p256) return 'ecdsa-256';
  return signature.length <= LONGEST_DER.p384 ? 'ecdsa-384' : 'ecdsa-521';
}

/** The shape of the signatures that a key makes. */
export function shapeOf({ type, bits }: Pick<PublicKey, 'bits'> & { type: KeyType }): SignatureShape {
  if (type === 'ed25519') return 'ed25519';
  if (type === 'rsa') return `rsa-${Math.ceil(bits / 8)}`;
  return bits <= 256 ? 'ecdsa-256' : bits <= 384 ? 'ecdsa-384' : 'ecdsa-521';
}
