import fc from 'fast-check';
import { formatKeyId } from './format-key-id';
import { parseAuthorization } from './parse-authorization';
import { parseKeyId } from './parse-key-id';

const parse = (authorization: string, more: Record<string, string> = {}) =>
  parseAuthorization({ authorization, ...more });

test('a header of the triton client is taken apart', () => {
  const parsed = parse(
    'Signature keyId="/jill/keys/aa:bb",algorithm="rsa-sha256",headers="(request-target) date",signature="YWJj"',
  );
  expect(parsed).toEqual({
    keyId: '/jill/keys/aa:bb',
    algorithmName: 'rsa-sha256',
    algorithm: { keyType: 'rsa', hash: 'sha256' },
    signedHeaders: ['(request-target)', 'date'],
    signature: Buffer.from('abc'),
    legacy: false,
  });
});

test('numbers, spaces after commas and any case of the scheme are read', () => {
  const parsed = parse(
    'signature created=1402170695, expires=1402170995, keyId="k" ,algorithm="ED25519-SHA512", headers="(created) Host", opaque="", signature="YQ=="',
  );
  expect(parsed).toMatchObject({
    created: 1402170695,
    expires: 1402170995,
    opaque: '',
    signedHeaders: ['(created)', 'host'],
  });
});

test('without a list the date is signed, or x-date where it is given', () => {
  const header = 'Signature keyId="k",algorithm="rsa-sha1",signature="YQ=="';
  expect(parse(header).signedHeaders).toEqual(['date']);
  expect(parse(header, { 'x-date': 'now' }).signedHeaders).toEqual(['x-date']);
});

test('the form without signature= is read and signs the date alone', () => {
  expect(parse('Signature keyId="k",algorithm="rsa-sha1" YWJj', { 'x-date': 'now' })).toMatchObject({
    legacy: true,
    signature: Buffer.from('abc'),
    signedHeaders: ['date'],
  });
});

test('no header at all is 401', () => {
  expect(() => parseAuthorization({})).toThrow(expect.objectContaining({ code: 'InvalidCredentials', status: 401 }));
});

test.each([
  ['another scheme', 'Basic amlsbDpzZWNyZXQ='],
  ['the scheme alone', 'Signature'],
  ['nothing in it', 'Signature '],
  ['no keyId', 'Signature algorithm="rsa-sha1",signature="YQ=="'],
  ['no algorithm', 'Signature keyId="k",signature="YQ=="'],
  ['no signature', 'Signature keyId="k",algorithm="rsa-sha1"'],
  ['an empty keyId', 'Signature keyId="",algorithm="rsa-sha1",signature="YQ=="'],
  ['a parameter twice', 'Signature keyId="k",keyId="l",algorithm="rsa-sha1",signature="YQ=="'],
  ['two signatures', 'Signature keyId="k",algorithm="rsa-sha1",signature="YQ==" YQ=='],
  ['the old form with a list', 'Signature keyId="k",algorithm="rsa-sha1",headers="date" YQ=='],
  ['an open quote', 'Signature keyId="k",algorithm="rsa-sha1",signature="YQ=='],
  ['no quotes', 'Signature keyId=k,algorithm=rsa-sha1,signature=YQ=='],
  ['a comma at the end', 'Signature keyId="k",algorithm="rsa-sha1",signature="YQ==",'],
  ['a signature that is not base64', 'Signature keyId="k",algorithm="rsa-sha1",signature="%%%"'],
  ['an empty list', 'Signature keyId="k",algorithm="rsa-sha1",headers="",signature="YQ=="'],
  ['an endless list', `Signature keyId="k",algorithm="rsa-sha1",headers="${'date '.repeat(99)}",signature="YQ=="`],
  ['a created that is no number', 'Signature keyId="k",algorithm="rsa-sha1",created="soon",signature="YQ=="'],
  ['a shared secret', 'Signature keyId="k",algorithm="hmac-sha256",signature="YQ=="'],
  ['an unknown algorithm', 'Signature keyId="k",algorithm="rsa-md5",signature="YQ=="'],
  ['Ed25519 with another hash', 'Signature keyId="k",algorithm="ed25519-sha256",signature="YQ=="'],
  ['an algorithm of Object', 'Signature keyId="k",algorithm="constructor",signature="YQ=="'],
])('%s is InvalidHeader', (_what, header) => {
  expect(() => parse(header)).toThrow(expect.objectContaining({ code: 'InvalidHeader', status: 400 }));
});

test('whatever the header is, it is either read or refused as the client’s fault', () => {
  const piece = fc.constantFrom(
    'Signature ',
    'keyId=',
    '"k"',
    ',',
    ' ',
    'algorithm="rsa-sha1"',
    'signature=',
    '"YQ=="',
    'created=1',
    '=',
    '"',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece).map((pieces) => pieces.join('')),
      ),
      (header) => {
        try {
          parse(header);
        } catch (err) {
          expect((err as { status?: number }).status).toBe(400);
        }
      },
    ),
  );
});

test.each([
  ['/jill/keys/laptop', { login: 'jill', key: 'laptop' }],
  ['/jill/keys/3e:4f', { login: 'jill', key: '3e:4f' }],
  ['/jill/users/bob/keys/laptop', { login: 'jill', user: 'bob', key: 'laptop' }],
  ['/jill/keys/SHA256:ab/cd+e', { login: 'jill', key: 'SHA256:ab/cd+e' }],
])('keyId %s names a key, and is written so again', (keyId, expected) => {
  expect(parseKeyId(keyId)).toEqual(expected);
  expect(formatKeyId(parseKeyId(keyId))).toBe(keyId);
});

test.each([
  '',
  'laptop',
  '/jill',
  '/jill/keys/',
  '//keys/k',
  '/jill/users/bob',
  'jill/keys/k',
  `/jill/keys/${'k'.repeat(600)}`,
])('keyId %s names none', (keyId) => {
  expect(() => parseKeyId(keyId)).toThrow(expect.objectContaining({ status: 401 }));
});
