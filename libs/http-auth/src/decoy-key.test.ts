import { generateKeyPairSync, sign } from 'node:crypto';
import { decoyKey } from './decoy-key';
import { keyAlgorithm } from './key-algorithm';
import { claimedShape, shapeOf } from './signature-shape';

const TEXT = Buffer.from('date: Tue, 03 Mar 2026 10:11:12 GMT');

const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).privateKey;
const keys = [
  ['ed25519', { type: 'ed25519', bits: 256 }, 'ed25519-sha512', () => generateKeyPairSync('ed25519').privateKey],
  ['P-256', { type: 'ecdsa', bits: 256 }, 'ecdsa-sha256', () => ec('P-256')],
  ['P-384', { type: 'ecdsa', bits: 384 }, 'ecdsa-sha384', () => ec('P-384')],
  ['P-521', { type: 'ecdsa', bits: 521 }, 'ecdsa-sha512', () => ec('P-521')],
  ['RSA 2048', { type: 'rsa', bits: 2048 }, 'rsa-sha256', () => rsa(2048)],
  ['RSA 3072', { type: 'rsa', bits: 3072 }, 'rsa-sha512', () => rsa(3072)],
] as const;

function rsa(modulusLength: number) {
  return generateKeyPairSync('rsa', { modulusLength }).privateKey;
}

test.each(keys)(
  'a signature by %s claims the shape of its key, and there is a decoy like it',
  (_what, facts, name, make) => {
    const algorithm = keyAlgorithm(name);
    const key = make();
    for (let i = 0; i < 20; i++) {
      const signature = sign(algorithm.hash, Buffer.concat([TEXT, Buffer.from([i])]), key);
      expect(claimedShape(algorithm, signature)).toBe(shapeOf(facts));
    }
    const decoy = decoyKey(shapeOf(facts));
    expect(decoy?.asymmetricKeyType).toBe(key.asymmetricKeyType);
    expect(decoy?.asymmetricKeyDetails).toMatchObject(key.asymmetricKeyDetails ?? {});
    expect(decoyKey(shapeOf(facts))).toBe(decoy);
  },
);

test.each(['rsa-0', 'rsa-64', 'rsa-513', 'rsa-2048'] as const)('of %s there is no decoy', (shape) => {
  expect(decoyKey(shape)).toBeUndefined();
});
