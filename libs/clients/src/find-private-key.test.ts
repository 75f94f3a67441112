import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsePublicKey } from '@triton/http-auth/parse-public-key';
import { opensshKeys, pemKeys } from '@triton/http-auth/testing/generated-keys';
import { findPrivateKey } from './find-private-key';

const keys = [...pemKeys(), ...opensshKeys()];
const [first, second] = keys;
if (!first || !second) throw new Error('there are always keys in PEM');

let home: string;
let ssh: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'triton-home-'));
  ssh = join(home, '.ssh');
  mkdirSync(ssh);
});
afterEach(() => rmSync(home, { recursive: true }));

const find = (keyId: string, env: Record<string, string> = {}) => findPrivateKey(keyId, { HOME: home, ...env });
const put = (name: string, text: string): string => {
  writeFileSync(join(ssh, name), text);
  return join(ssh, name);
};

test.each(keys)('an $name key is found by either fingerprint', ({ privateText, publicText }) => {
  put('id', privateText);
  put('id.pub', publicText);
  const { fingerprintMd5, fingerprintSha256 } = parsePublicKey(publicText);
  for (const keyId of [fingerprintMd5, `MD5:${fingerprintMd5}`, fingerprintMd5.toUpperCase(), fingerprintSha256]) {
    expect(find(keyId).publicKey.fingerprintMd5).toBe(fingerprintMd5);
  }
});

test('among several keys, and files and things that are none, the right one is found', () => {
  put('a_known_hosts', 'example.com ssh-ed25519 AAAA');
  put('b_broken', '-----BEGIN OPENSSH PRIVATE KEY-----\nnonsense\n-----END OPENSSH PRIVATE KEY-----\n');
  put('c_huge', `PRIVATE KEY${'x'.repeat(100_000)}`);
  mkdirSync(join(ssh, 'd_directory'));
  symlinkSync('nowhere', join(ssh, 'e_dangling'));
  execFileSync('mkfifo', [join(ssh, 'f_pipe')]);
  keys.forEach(({ privateText }, i) => put(`g_key${i}`, privateText));
  for (const { publicText } of keys) {
    const { fingerprintMd5 } = parsePublicKey(publicText);
    expect(find(fingerprintMd5).publicKey.fingerprintMd5).toBe(fingerprintMd5);
  }
});

test('TRITON_KEY_FILE, or SDC_KEY_FILE, is taken instead of ~/.ssh', () => {
  const file = join(home, 'elsewhere');
  writeFileSync(file, first.privateText);
  const { fingerprintMd5 } = parsePublicKey(first.publicText);
  expect(find(fingerprintMd5, { TRITON_KEY_FILE: file }).publicKey.fingerprintMd5).toBe(fingerprintMd5);
  expect(find(fingerprintMd5, { TRITON_KEY_FILE: '', SDC_KEY_FILE: file }).publicKey.fingerprintMd5).toBe(
    fingerprintMd5,
  );
});

describe('when there is no such key, the message says what to do', () => {
  const { fingerprintMd5 } = parsePublicKey(first.publicText);

  test.each([
    ['an empty ~/.ssh', () => ssh],
    ['no ~/.ssh at all', () => (rmSync(ssh, { recursive: true }), ssh)],
    ['other keys only', () => put('id', second.privateText).replace('/id', '')],
  ])('%s', (_what, prepare) => {
    const directory = prepare();
    expect(() => find(fingerprintMd5)).toThrow(
      `no private key with fingerprint ${fingerprintMd5} was found in ${directory}: put it there, ` +
        'give it to an agent ("ssh-add FILE"), or name its file in TRITON_KEY_FILE',
    );
  });

  test('a named file that is not there, not a key, or another key', () => {
    const missing = join(home, 'missing');
    expect(() => find(fingerprintMd5, { TRITON_KEY_FILE: missing })).toThrow(`${missing} (of TRITON_KEY_FILE)`);
    expect(() => find(fingerprintMd5, { TRITON_KEY_FILE: missing })).toThrow('ENOENT');
    const prose = put('prose', 'hello');
    expect(() => find(fingerprintMd5, { SDC_KEY_FILE: prose })).toThrow(`${prose} (of SDC_KEY_FILE)`);
    const other = put('other', second.privateText);
    expect(() => find(fingerprintMd5, { TRITON_KEY_FILE: other })).toThrow(
      new RegExp(`holds the key ${parsePublicKey(second.publicText).fingerprintMd5} .*, not ${fingerprintMd5}`),
    );
  });

  const rsaPem = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const encryptedPem = rsaPem
    .export({ type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' })
    .toString();
  test.each([
    ...opensshKeys('open sesame').map(({ name, privateText }) => [name, privateText] as const),
    ['rsa in PEM', encryptedPem] as const,
  ])('an encrypted %s is passed over and named', (_name, privateText) => {
    const file = put('id_secret', privateText);
    expect(() => find(fingerprintMd5)).toThrow(
      `passed over, because encrypted: ${file}; give the key to an agent ("ssh-add ${file}")`,
    );
    expect(() => find(fingerprintMd5, { TRITON_KEY_FILE: file })).toThrow('give the key to an agent');
    put('id_plain', first.privateText);
    expect(find(fingerprintMd5).publicKey.fingerprintMd5).toBe(fingerprintMd5);
  });
});
