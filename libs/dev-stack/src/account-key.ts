import { createHash, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface AccountKey {
  privateKeyFile: string;
  publicKeyFile: string;
  /** One line in OpenSSH form. */
  publicKey: string;
  /** MD5 in hex with colons: what HTTP signatures name a key by. */
  fingerprint: string;
}

const TYPE = 'ssh-ed25519';

/** The ed25519 key pair in `privateKeyFile` and `<privateKeyFile>.pub`, made at the first call and kept from then on. */
export function ensureAccountKey(privateKeyFile: string, comment: string): AccountKey {
  const publicKeyFile = `${privateKeyFile}.pub`;
  if (!existsSync(privateKeyFile)) makeKeyPair(privateKeyFile, publicKeyFile, comment);
  const publicKey = readFileSync(publicKeyFile, 'utf8').trim();
  const blob = Buffer.from(publicKey.split(' ')[1] ?? '', 'base64');
  const md5 = createHash('md5').update(blob).digest('hex');
  return { privateKeyFile, publicKeyFile, publicKey, fingerprint: md5.replace(/..(?=.)/g, '$&:') };
}

function makeKeyPair(privateKeyFile: string, publicKeyFile: string, comment: string): void {
  const { x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  if (x === undefined || d === undefined) throw new Error('Node made an ed25519 key without its two halves');
  const publicHalf = Buffer.from(x, 'base64url');
  const blob = Buffer.concat([string(TYPE), string(publicHalf)]);
  mkdirSync(dirname(privateKeyFile), { recursive: true, mode: 0o700 });
  replaceFile(publicKeyFile, `${TYPE} ${blob.toString('base64')} ${comment}\n`, 0o644);
  // Last: the private key's presence says that both are there.
  replaceFile(privateKeyFile, openSshPem(blob, publicHalf, Buffer.from(d, 'base64url'), comment), 0o600);
}

/** The file format of ssh-keygen (PROTOCOL.key of OpenSSH), without a passphrase. */
function openSshPem(publicBlob: Buffer, publicHalf: Buffer, seed: Buffer, comment: string): string {
  const check = uint32(0x7274e154); // any number, twice: proves a right passphrase where there is one
  const secrets = Buffer.concat([
    ...[check, check, string(TYPE), string(publicHalf)],
    ...[string(Buffer.concat([seed, publicHalf])), string(comment)],
  ]);
  const padding = Buffer.from(Array.from({ length: -secrets.length & 7 }, (_, index) => index + 1));
  const key = Buffer.concat([
    ...[Buffer.from('openssh-key-v1\0'), string('none'), string('none'), string(''), uint32(1)],
    ...[string(publicBlob), string(Buffer.concat([secrets, padding]))],
  ]);
  const lines = key.toString('base64').replace(/.{1,70}/g, '$&\n');
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines}-----END OPENSSH PRIVATE KEY-----\n`;
}

function string(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint32(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function replaceFile(path: string, content: string, mode: number): void {
  writeFileSync(`${path}.new`, content, { mode });
  renameSync(`${path}.new`, path);
}
