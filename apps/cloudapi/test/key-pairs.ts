import { generateKeyPairSync } from 'node:crypto';
import { loadPrivateKey, type PrivateKey } from '@triton/http-auth/load-private-key';

export type KeyKind = 'rsa' | 'ecdsa' | 'ecdsa521' | 'ed25519';

/** A new key pair, as a user's ssh-keygen would make it. */
export function newKeyPair(kind: KeyKind = 'ed25519'): PrivateKey {
  return loadPrivateKey(generate(kind).export({ type: 'pkcs8', format: 'pem' }).toString());
}

function generate(kind: KeyKind) {
  switch (kind) {
    case 'rsa':
      return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    case 'ecdsa':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    case 'ecdsa521':
      return generateKeyPairSync('ec', { namedCurve: 'P-521' }).privateKey;
    case 'ed25519':
      return generateKeyPairSync('ed25519').privateKey;
  }
}
