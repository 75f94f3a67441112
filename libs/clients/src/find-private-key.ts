import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isKeyNamed } from '@triton/http-auth/is-key-named';
import { loadPrivateKey, type PrivateKey, PrivateKeyError } from '@triton/http-auth/load-private-key';

/** The message says where was looked and what to do. */
export class KeyNotFoundError extends Error {
  override name = 'KeyNotFoundError';

  constructor(
    message: string,
    /** Files that may hold the key, but for whoever has no passphrase. */
    readonly encrypted: readonly string[],
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A private key is far smaller; ~/.ssh also holds known_hosts and the like. */
const LARGEST_KEY_BYTES = 65_536;

/**
 * The private key with fingerprint `keyId` (MD5 or SHA256): in the file that TRITON_KEY_FILE names, else among the files
 * of ~/.ssh. Encrypted keys are passed over, `findSigningKey` asks for their passphrase.
 */
export function findPrivateKey(keyId: string, env: Readonly<Record<string, string | undefined>>): PrivateKey {
  const variable = env.TRITON_KEY_FILE ? 'TRITON_KEY_FILE' : 'SDC_KEY_FILE';
  const file = env[variable];
  return file ? keyInFile(keyId, file, variable) : keyAmongFiles(keyId, join(env.HOME || homedir(), '.ssh'));
}

function keyInFile(keyId: string, file: string, variable: string): PrivateKey {
  const where = `${file} (of ${variable})`;
  let key: PrivateKey;
  try {
    key = loadPrivateKey(readFileSync(file, 'utf8'));
  } catch (cause) {
    const encrypted = isEncrypted(cause) ? [file] : [];
    const advice = encrypted.length > 0 ? `; ${adviceFor(file)}` : '';
    const message = `no private key can be had from ${where}: ${(cause as Error).message}${advice}`;
    throw new KeyNotFoundError(message, encrypted, { cause });
  }
  if (isKeyNamed(keyId, key.publicKey)) return key;
  const { fingerprintMd5, fingerprintSha256 } = key.publicKey;
  throw new KeyNotFoundError(`${where} holds the key ${fingerprintMd5} (${fingerprintSha256}), not ${keyId}`, []);
}

function keyAmongFiles(keyId: string, directory: string): PrivateKey {
  const encrypted: string[] = [];
  for (const file of filesOf(directory)) {
    try {
      const key = loadPrivateKey(privateText(file));
      if (isKeyNamed(keyId, key.publicKey)) return key;
    } catch (error) {
      if (isEncrypted(error)) encrypted.push(file); // what else is there is not a private key, or not one we can read
    }
  }
  const [first] = encrypted;
  throw new KeyNotFoundError(
    `no private key with fingerprint ${keyId} was found in ${directory}: ` +
      (first === undefined
        ? 'put it there, give it to an agent ("ssh-add FILE"), or name its file in TRITON_KEY_FILE'
        : `passed over, because encrypted: ${encrypted.join(', ')}; ${adviceFor(first)}`),
    encrypted,
  );
}

function filesOf(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => !name.endsWith('.pub'))
      .sort()
      .map((name) => join(directory, name));
  } catch {
    return []; // no directory holds no key
  }
}

function privateText(file: string): string {
  const stat = statSync(file);
  // A pipe would be waited for, and sockets of ssh live there too.
  if (!stat.isFile() || stat.size > LARGEST_KEY_BYTES) throw new Error(`${file} is not a file of keys`);
  const text = readFileSync(file, 'utf8');
  if (!text.includes('PRIVATE KEY')) throw new Error(`${file} is not a private key`);
  return text;
}

function isEncrypted(error: unknown): boolean {
  return error instanceof PrivateKeyError && error.needsPassphrase;
}

function adviceFor(file: string): string {
  return `give the key to an agent ("ssh-add ${file}"), or use a terminal, where its passphrase can be typed`;
}
