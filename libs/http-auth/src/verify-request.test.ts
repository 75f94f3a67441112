import { createSign, sign, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { parseRequest, verifySignature } from 'http-signature';
import { loadPrivateKey } from './load-private-key';
import { parsePublicKey } from './parse-public-key';
import { signRequest } from './sign-request';
import { opensshKeys, pemKeys } from './testing/generated-keys';
import { verifyRequest } from './verify-request';

const pairs = [...pemKeys(), ...opensshKeys()].map(({ name, privateText, publicText }) => ({
  name,
  publicText,
  privateKey: loadPrivateKey(privateText),
  publicKey: parsePublicKey(publicText),
}));
const [rsa, p256, , , ed25519] = pairs as [Pair, Pair, Pair, Pair, Pair];
type Pair = (typeof pairs)[number];

const now = new Date('2026-03-03T10:11:12Z');
const date = now.toUTCString();
const url = '/jill/machines/9d9f/disks?x=%2f%2F&y=a+b%20c';
const keyId = '/jill/keys/aa:bb';

test.each(pairs)('what we sign with an $name, we verify', ({ privateKey, publicKey }) => {
  const headers = signRequest({ privateKey, keyId }, { method: 'GET', path: url }, now);
  expect(headers.date).toBe(date);
  expect(headers.authorization).toMatch(
    /^Signature keyId="\/jill\/keys\/aa:bb",algorithm="[a-z0-9-]+",headers="\(request-target\) date",signature="[^"]+"$/,
  );
  expect(verifyRequest({ method: 'GET', url, headers, publicKey, now }).keyId).toBe(keyId);
});

test.each(pairs)('what we sign with an $name, http-signature verifies', ({ privateKey, publicText }) => {
  const headers = signRequest({ privateKey, keyId }, { method: 'GET', path: url });
  const parsed = parseRequest({ method: 'GET', url, headers } as unknown as Parameters<typeof parseRequest>[0]);
  expect(verifySignature(parsed, publicText)).toBe(true);
});

test.each(pairs)(
  'a signature of an $name covers method, target and date, and is of that key',
  ({ privateKey, publicKey }) => {
    const headers = signRequest({ privateKey, keyId }, { method: 'GET', path: url }, now);
    const request = { method: 'GET', url, headers, publicKey, now };
    const later = new Date(now.getTime() + 1000).toUTCString();
    const other = pairs.find((pair) => pair.publicKey.type === publicKey.type && pair.publicKey !== publicKey);
    for (const change of [
      { method: 'DELETE' },
      { url: url.replace('%2f', '%2F') },
      { url: `${url}&z=1` },
      { headers: { ...headers, date: later } },
      { headers: { ...headers, authorization: flipped(headers.authorization) } },
      ...(other ? [{ publicKey: other.publicKey }] : []),
    ]) {
      expect(() => verifyRequest({ ...request, ...change })).toThrow(
        expect.objectContaining({ code: 'InvalidCredentials' }),
      );
    }
  },
);

test.each([
  ['rsa-sha1', rsa, 'sha1'],
  ['rsa-sha256', rsa, 'sha256'],
  ['rsa-sha384', rsa, 'sha384'],
  ['RSA-SHA512', rsa, 'sha512'],
  ['ecdsa-sha256', p256, 'sha256'],
  ['ecdsa-sha384', p256, 'sha384'],
  ['ecdsa-sha512', p256, 'sha512'],
  ['ed25519-sha512', ed25519, null],
])('%s is verified', (algorithm, pair, hash) => {
  const headers = signed(pair, { algorithm, hash, list: 'date', text: `date: ${date}` });
  verifyRequest({ method: 'GET', url, headers, publicKey: pair.publicKey, now });
});

test.each<[string, string, string, Record<string, string>, string]>([
  ['triton-go: date alone', 'date', `date: ${date}`, {}, ''],
  ['x-date', 'x-date', `x-date: ${date}`, { 'x-date': date, date: 'Thu, 01 Jan 1970 00:00:00 GMT' }, ''],
  ['the old request line', 'request-line date', `GET ${url} HTTP/1.1\ndate: ${date}`, {}, ''],
  [
    'host and digest',
    'date host digest',
    `date: ${date}\nhost: api:80\ndigest: SHA-256=x`,
    { host: 'api:80', digest: 'SHA-256=x' },
    '',
  ],
  [
    '(created) and (expires)',
    '(created) (expires)',
    '(created): 1772532672\n(expires): 1772532700',
    {},
    ',created=1772532672,expires=1772532700',
  ],
  [
    '(keyid) and (algorithm)',
    'date (keyid) (algorithm)',
    `date: ${date}\n(keyid): ${keyId}\n(algorithm): rsa-sha256`,
    {},
    '',
  ],
  ['(opaque)', 'date (opaque)', `date: ${date}\n(opaque): o`, {}, ',opaque="o"'],
])('%s can be what is signed', (_what, list, text, more, parameters) => {
  const headers = { ...signed(rsa, { list, text, parameters }), ...more };
  verifyRequest({ method: 'GET', url, headers, publicKey: rsa.publicKey, now });
});

test('the old form signs the bare date', () => {
  const signature = createSign('sha256').update(date).sign(rsa.privateKey.keyObject, 'base64');
  const headers = { date, authorization: `Signature keyId="${keyId}",algorithm="rsa-sha256" ${signature}` };
  verifyRequest({ method: 'GET', url, headers, publicKey: rsa.publicKey, now });
});

test.each([
  ['an RSA key with the algorithm of another', 'ed25519-sha512', rsa],
  ['an Ed25519 key with the algorithm of another', 'rsa-sha256', ed25519],
  ['an ECDSA key with the algorithm of another', 'rsa-sha256', p256],
])('%s is refused', (_what, algorithm, pair) => {
  const hash = pair === ed25519 ? null : 'sha256';
  const headers = signed(pair, { algorithm, hash, list: 'date', text: `date: ${date}` });
  expect(() => verifyRequest({ method: 'GET', url, headers, publicKey: pair.publicKey, now })).toThrow(
    expect.objectContaining({ code: 'InvalidCredentials', status: 401 }),
  );
});

test.each([
  [-301, 'RequestExpired'],
  [-300, undefined],
  [0, undefined],
  [300, undefined],
  [301, 'RequestExpired'],
])('a request dated %i s from now ends with %s', (offset, code) => {
  const at = new Date(now.getTime() + offset * 1000);
  const headers = signRequest({ privateKey: rsa.privateKey, keyId }, { method: 'GET', path: url }, at);
  const verifying = (): unknown => verifyRequest({ method: 'GET', url, headers, publicKey: rsa.publicKey, now });
  if (code === undefined) verifying();
  else expect(verifying).toThrow(expect.objectContaining({ code, status: 400 }));
});

test.each<[string, string, Record<string, string>, string, string]>([
  ['no date among what is signed', '(request-target)', {}, '', 'InvalidHeader'],
  ['a signed header that is missing', 'date digest', {}, '', 'InvalidHeader'],
  ['a signed header named like a member of Object', 'date constructor', {}, '', 'InvalidHeader'],
  ['a date that is none', 'date', { date: 'yesterday' }, '', 'InvalidHeader'],
  ['(created) that is not given', '(created)', {}, '', 'InvalidHeader'],
  ['(expires) that is not given', 'date (expires)', {}, '', 'InvalidHeader'],
  ['an old (created)', '(created)', {}, ',created=1772530000', 'RequestExpired'],
  ['an old x-date beside a fresh date', 'x-date', { 'x-date': 'Thu, 01 Jan 1970 00:00:00 GMT' }, '', 'RequestExpired'],
  ['an expired signature', 'date (expires)', {}, ',expires=1772530000', 'RequestExpired'],
])('%s is the client’s fault', (_what, list, more, parameters, code) => {
  const headers = { ...signed(rsa, { list, text: 'x', parameters }), ...more };
  expect(() => verifyRequest({ method: 'GET', url, headers, publicKey: rsa.publicKey, now })).toThrow(
    expect.objectContaining({ code, status: 400 }),
  );
});

test('no signature but the right one verifies, whatever its bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.constantFrom(rsa, p256, ed25519), (bytes, pair) => {
      const algorithm = { rsa: 'rsa-sha256', ecdsa: 'ecdsa-sha256', ed25519: 'ed25519-sha512' }[pair.publicKey.type];
      const signature = Buffer.from(bytes).toString('base64');
      const headers = { date, authorization: `Signature keyId="k",algorithm="${algorithm}",signature="${signature}"` };
      expect(() => verifyRequest({ method: 'GET', url, headers, publicKey: pair.publicKey, now })).toThrow(
        expect.objectContaining({ status: 401 }),
      );
    }),
  );
});

interface Signing {
  list: string;
  text: string;
  algorithm?: string;
  hash?: string | null;
  parameters?: string;
}

function signed(pair: Pair, { list, text, algorithm = 'rsa-sha256', hash = 'sha256', parameters = '' }: Signing) {
  const key: KeyObject = pair.privateKey.keyObject;
  const signature = sign(hash, Buffer.from(text), key).toString('base64');
  const authorization = `Signature keyId="${keyId}",algorithm="${algorithm}",headers="${list}"${parameters},signature="${signature}"`;
  return { date, authorization };
}

function flipped(authorization: string): string {
  return authorization.replace(
    /signature="(.{10})(.)/,
    (_all, start: string, one: string) => `signature="${start}${one === 'A' ? 'B' : 'A'}`,
  );
}
