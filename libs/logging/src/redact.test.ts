import { generateKeyPairSync } from 'node:crypto';

import { redact } from './redact';

test.each([
  [
    'authorization headers',
    { headers: { authorization: 'Signature keyId="/a/keys/b",signature="c2VjcmV0"' } },
    'c2VjcmV0',
  ],
  ['proxy headers in any case', { 'Proxy-Authorization': 'Basic c2VjcmV0c2VjcmV0' }, 'c2VjcmV0'],
  ['passwords', { user: 'a', password: 'c2VjcmV0' }, 'c2VjcmV0'],
  ['private keys under their name', { privateKey: 'c2VjcmV0' }, 'c2VjcmV0'],
  ['signatures in text', { msg: 'sent Signature keyId="/a",signature="c2VjcmV0c2VjcmV0"' }, 'c2VjcmV0'],
  ['passwords of URLs', { msg: 'cannot reach postgres://triton:c2VjcmV0@127.0.0.1:5432/x' }, 'c2VjcmV0'],
  ['passwords of URLs without a user', { url: 'redis://:c2VjcmV0@127.0.0.1:6379' }, 'c2VjcmV0'],
  ['passwords that hold an @', { url: 'redis://:c2V@jcmV0@127.0.0.1:6379' }, 'jcmV0'],
  ['secrets in errors', new Error('refused', { cause: new Error('redis://u:c2VjcmV0@h') }), 'c2VjcmV0'],
  ['secrets in a list', [{ deep: [{ cookie: 'c2VjcmV0' }] }], 'c2VjcmV0'],
  ['bearer tokens', { msg: 'header was Bearer c2VjcmV0c2VjcmV0' }, 'c2VjcmV0'],
])('%s do not reach the log', (_what, value, secret) => {
  const text = JSON.stringify(redact(value));
  expect(text).not.toContain(secret);
  expect(text).toContain('[redacted]');
});

test('a private key in a message does not reach the log, what stands around it does', () => {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  const text = String(redact(`before ${pem} after`));
  expect(text).toMatch(/^before -----BEGIN PRIVATE KEY----- \[redacted\]\s+after$/);
});

test('the value logged is not changed', () => {
  const value = { password: 'x', list: [1, { cookie: 'y' }] };
  redact(value);
  expect(value).toEqual({ password: 'x', list: [1, { cookie: 'y' }] });
});

test('what JSON cannot say is said another way', () => {
  const loop: Record<string, unknown> = { name: 'loop' };
  loop.self = loop;
  expect(redact({ loop, big: 2n ** 60n, bytes: Buffer.from('abc'), at: new Date(0), none: null })).toEqual({
    loop: { name: 'loop', self: '[circular]' },
    big: '1152921504606846976',
    bytes: '[3 bytes]',
    at: '1970-01-01T00:00:00.000Z',
    none: null,
  });
});

test('the same object twice, side by side, is no cycle', () => {
  const disk = { size: 1 };
  expect(redact({ a: disk, b: disk })).toEqual({ a: { size: 1 }, b: { size: 1 } });
});

test('ordinary text and URLs stay as they are', () => {
  const line = { url: 'http://127.0.0.1:8080/vms?uuid=a:b@c', msg: 'GET /vms/a 200', idempotency_key: 'k1' };
  expect(redact(line)).toEqual(line);
});
