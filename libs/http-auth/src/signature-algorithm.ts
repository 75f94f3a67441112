import type { PublicKey } from './public-key';

/** The algorithm that clients name and use for a key. P-384 goes with sha512, since http-signature knows no sha384. */
export function signatureAlgorithm({ type, bits }: PublicKey): string {
  switch (type) {
    case 'rsa':
      return 'rsa-sha256';
    case 'ecdsa':
      return bits === 256 ? 'ecdsa-sha256' : 'ecdsa-sha512';
    case 'ed25519':
      return 'ed25519-sha512';
  }
}
