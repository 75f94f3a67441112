import { execFileSync, spawnSync } from 'node:child_process';
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureAccountKey } from './account-key';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'account-key-'))));
afterEach(() => rmSync(directory, { recursive: true }));

/** Reads the pair as a stranger would, by the layout of the file. */
function readBack(pem: string): { seed: Buffer; publicHalf: Buffer; whole: Buffer } {
  const whole = Buffer.from(pem.split('\n').slice(1, -2).join(''), 'base64');
  const at = whole.lastIndexOf(Buffer.from([0, 0, 0, 64])) + 4;
  return { seed: whole.subarray(at, at + 32), publicHalf: whole.subarray(at + 32, at + 64), whole };
}

test('the two halves belong together: what one signs the other verifies', () => {
  const key = ensureAccountKey(join(directory, 'acme'), 'acme@test');
  const { seed, publicHalf } = readBack(readFileSync(key.privateKeyFile, 'utf8'));
  expect(key.publicKey.split(' ')[1]).toBe(
    Buffer.concat([Buffer.from('\0\0\0\x0bssh-ed25519\0\0\0\x20', 'latin1'), publicHalf]).toString('base64'),
  );
  const jwk = { kty: 'OKP', crv: 'Ed25519', d: seed.toString('base64url'), x: publicHalf.toString('base64url') };
  const signature = sign(null, Buffer.from('text'), createPrivateKey({ key: jwk, format: 'jwk' }));
  expect(verify(null, Buffer.from('text'), createPublicKey({ key: jwk, format: 'jwk' }), signature)).toBe(true);
});

test('asking again gives the same key, and nobody else can read it', () => {
  const first = ensureAccountKey(join(directory, 'acme'), 'acme@test');
  expect(ensureAccountKey(join(directory, 'acme'), 'acme@test')).toEqual(first);
  expect(first.fingerprint).toMatch(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/);
  expect(statSync(first.privateKeyFile).mode & 0o777).toBe(0o600);
});

const hasSshKeygen = spawnSync('ssh-keygen', ['-?']).error === undefined;
(hasSshKeygen ? test : test.skip)('ssh-keygen reads both files and finds the same fingerprint', () => {
  const { privateKeyFile, publicKey, fingerprint } = ensureAccountKey(join(directory, 'acme'), 'acme@test');
  const derived = execFileSync('ssh-keygen', ['-y', '-P', '', '-f', privateKeyFile], { encoding: 'utf8' });
  expect(derived.trim()).toBe(publicKey);
  const listed = execFileSync('ssh-keygen', ['-l', '-E', 'md5', '-f', `${privateKeyFile}.pub`], { encoding: 'utf8' });
  expect(listed).toContain(`MD5:${fingerprint}`);
});
