import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface GeneratedKey {
  name: string;
  privateText: string;
  publicText: string;
}

/** One key of each kind in PEM, by OpenSSL. */
export function pemKeys(): GeneratedKey[] {
  const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve });
  return [
    pem('rsa 2048', generateKeyPairSync('rsa', { modulusLength: 2048 })),
    pem('ecdsa P-256', ec('P-256')),
    pem('ecdsa P-384', ec('P-384')),
    pem('ecdsa P-521', ec('P-521')),
    pem('ed25519', generateKeyPairSync('ed25519')),
  ];
}

function pem(name: string, { privateKey, publicKey }: { publicKey: KeyObject; privateKey: KeyObject }): GeneratedKey {
  return {
    name: `${name} in PEM`,
    privateText: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicText: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/** One key of each kind as users make them; none where there is no ssh-keygen. */
export function opensshKeys(passphrase = ''): GeneratedKey[] {
  const kinds = [
    ['rsa', '2048'],
    ['ecdsa', '256'],
    ['ecdsa', '384'],
    ['ecdsa', '521'],
    ['ed25519', '256'],
  ] as const;
  return kinds.flatMap(([type, bits]) => sshKeygen(type, bits, passphrase));
}

/** What ssh-keygen itself says of a key: bits, fingerprint. */
export function sshKeygenSays(publicText: string, hash: 'md5' | 'sha256'): { bits: number; fingerprint: string } {
  const printed = execFileSync('ssh-keygen', ['-l', '-E', hash, '-f', '-'], {
    input: publicText,
    encoding: 'utf8',
  });
  const [bits, fingerprint = ''] = printed.split(' ');
  return { bits: Number(bits), fingerprint };
}

function sshKeygen(type: string, bits: string, passphrase: string): GeneratedKey[] {
  const directory = mkdtempSync(join(tmpdir(), 'triton-keys-'));
  try {
    const file = join(directory, 'id');
    execFileSync('ssh-keygen', ['-q', '-t', type, '-b', bits, '-N', passphrase, '-C', 'jill@example.com', '-f', file]);
    const publicText = readFileSync(`${file}.pub`, 'utf8');
    return [{ name: `${type} ${bits} of ssh-keygen`, privateText: readFileSync(file, 'utf8'), publicText }];
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw err;
  } finally {
    rmSync(directory, { recursive: true });
  }
}
