import { generateKeyPairSync } from 'node:crypto';
import { loadPrivateKey, PrivateKeyError } from './load-private-key';
import { isKeyNamed } from './is-key-named';
import { parsePublicKey } from './parse-public-key';
import { opensshKeys, pemKeys, sshKeygenSays } from './testing/generated-keys';

const ssh = opensshKeys();
const all = [...pemKeys(), ...ssh];

test.each(all)('an $name pair is read, and its halves are the same key', ({ privateText, publicText }) => {
  const publicKey = parsePublicKey(publicText);
  const { publicKey: derived } = loadPrivateKey(privateText);
  for (const member of ['type', 'bits', 'fingerprintMd5', 'fingerprintSha256', 'openssh'] as const) {
    expect(derived[member]).toBe(publicKey[member]);
  }
  expect(publicKey.fingerprintMd5).toMatch(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/);
  expect(publicKey.openssh).toMatch(/^(ssh|ecdsa)-\S+ AAAA\S+$/);
  // The OpenSSH form is what is stored: it must come back as the same key.
  expect(parsePublicKey(publicKey.openssh).fingerprintSha256).toBe(publicKey.fingerprintSha256);
});

(ssh.length > 0 ? test.each(ssh) : test.skip.each(ssh))('of an $name we say what ssh-keygen says', ({ publicText }) => {
  const key = parsePublicKey(publicText);
  expect(key).toMatchObject({ comment: 'jill@example.com', bits: sshKeygenSays(publicText, 'md5').bits });
  expect(`MD5:${key.fingerprintMd5}`).toBe(sshKeygenSays(publicText, 'md5').fingerprint);
  expect(key.fingerprintSha256).toBe(sshKeygenSays(publicText, 'sha256').fingerprint);
});

test('an encrypted key is read with its passphrase, and without it says that it needs one', () => {
  for (const { privateText, publicText } of opensshKeys('open sesame')) {
    expect(loadPrivateKey(privateText, 'open sesame').publicKey.openssh).toBe(parsePublicKey(publicText).openssh);
    expect(() => loadPrivateKey(privateText)).toThrow(expect.objectContaining({ needsPassphrase: true }));
    expect(() => loadPrivateKey(privateText, 'open barley')).toThrow(PrivateKeyError);
  }
}, 30_000);

test.each(['pkcs1', 'sec1', 'pkcs8'] as const)(
  'an encrypted key in PEM (%s) is too; a wrong passphrase is an error that can be caught',
  async (type) => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { privateKey, publicKey } = type === 'sec1' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : rsa;
    const options = { type, format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' } as const;
    const text = privateKey.export(options as typeof options & { type: 'pkcs8' }).toString();
    const { openssh } = parsePublicKey(publicKey.export({ type: 'spki', format: 'pem' }).toString());
    expect(loadPrivateKey(text, 'open sesame').publicKey.openssh).toBe(openssh);
    expect(() => loadPrivateKey(text)).toThrow(expect.objectContaining({ needsPassphrase: true }));
    expect(() => loadPrivateKey(text, 'open barley')).toThrow(PrivateKeyError);
    await new Promise((resolve) => setImmediate(resolve)); // nothing is thrown later either
  },
);

test.each([
  ['nothing', ''],
  ['prose', 'ssh-rsa is a nice algorithm'],
  ['a truncated key', 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQAB'],
  ['a DSA key', 'ssh-dss AAAAB3NzaC1kc3MAAACBAP'],
  ['half a PEM', '-----BEGIN PUBLIC KEY-----\nMIIB'],
  ['a very long text', `ssh-rsa ${'A'.repeat(20_000)}`],
  ['a private key', pemKeys()[4]?.privateText ?? ''],
])('%s is not taken for a public key', (_what, text) => {
  expect(() => parsePublicKey(text)).toThrow(expect.objectContaining({ code: 'InvalidArgument', status: 409 }));
});

test('a public key or rubbish is not taken for a private key', () => {
  expect(() => loadPrivateKey(all[0]?.publicText ?? '')).toThrow(PrivateKeyError);
  expect(() => loadPrivateKey('rubbish')).toThrow('the private key cannot be read');
});

test('a key is meant by its name and by either fingerprint', () => {
  const key = { ...parsePublicKey(all[0]?.publicText ?? ''), name: 'laptop' };
  const names = [
    'laptop',
    key.fingerprintMd5,
    key.fingerprintMd5.toUpperCase(),
    `MD5:${key.fingerprintMd5}`,
    key.fingerprintSha256,
  ];
  for (const name of names) expect(isKeyNamed(name, key)).toBe(true);
  for (const name of ['Laptop', '', 'aa:bb', key.fingerprintSha256.slice(7)]) expect(isKeyNamed(name, key)).toBe(false);
});
