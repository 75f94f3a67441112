import type { PublicKey } from './public-key';

/** Does the last part of a keyId mean this key? It may be the key's name or either fingerprint. */
export function isKeyNamed(
  key: string,
  candidate: Pick<PublicKey, 'fingerprintMd5' | 'fingerprintSha256'> & { name?: string },
): boolean {
  return (
    key === candidate.name ||
    key.toLowerCase() === candidate.fingerprintMd5 ||
    key.toLowerCase() === `md5:${candidate.fingerprintMd5}` ||
    key === candidate.fingerprintSha256
  );
}
