import type { KeyObject } from 'node:crypto';

export type KeyType = 'rsa' | 'ecdsa' | 'ed25519';

export interface PublicKey {
  type: KeyType;
  bits: number;
  /** Hex with colons, without `MD5:`; what a keyId carries. */
  fingerprintMd5: string;
  /** `SHA256:` and base64 without padding, as ssh-keygen prints it. */
  fingerprintSha256: string;
  /** `ssh-ed25519 AAAA…`, without comment: the same key is always the same text. */
  openssh: string;
  comment?: string;
  /** The key for Node's crypto. */
  keyObject: KeyObject;
}
