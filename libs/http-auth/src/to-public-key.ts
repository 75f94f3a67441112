import { createPublicKey } from 'node:crypto';
import type { Key } from 'sshpk';
import type { KeyType, PublicKey } from './public-key';

const FEWEST_RSA_BITS = 1024;
/** Verifying takes the square of it: a huge key would be a way to keep us busy. */
const MOST_RSA_BITS = 16384;

/** A public key that we can use, from one that sshpk could read. Throws plainly: the callers say what was being read. */
export function toPublicKey(key: Key): PublicKey {
  const type = keyType(key);
  if (type === 'rsa' && (key.size < FEWEST_RSA_BITS || key.size > MOST_RSA_BITS)) {
    throw new Error(`RSA keys have from ${FEWEST_RSA_BITS} to ${MOST_RSA_BITS} bits`);
  }
  const [format = '', base64 = ''] = key.toString('ssh').split(' ');
  return {
    type,
    bits: key.size,
    fingerprintMd5: key.fingerprint('md5').toString('hex'),
    fingerprintSha256: key.fingerprint('sha256').toString(),
    openssh: `${format} ${base64}`,
    ...(key.comment ? { comment: key.comment } : {}),
    keyObject: createPublicKey(key.toString('pkcs8')),
  };
}

function keyType({ type }: Key): KeyType {
  if (type === 'rsa' || type === 'ecdsa' || type === 'ed25519') return type;
  throw new Error(`${type} keys are not supported`);
}
