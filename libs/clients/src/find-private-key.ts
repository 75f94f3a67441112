import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { loadPrivateKey, type PrivateKey } from '@triton/http-auth/load-private-key';
import { isKeyNamed } from '@triton/http-auth/is-key-named';

/** The message says where was looked and what to do. */
export class KeyNotFoundError extends Error {
  override name = 'KeyNotFoundError';
}

/** A private key is far smaller; ~/.ssh also holds known_hosts and the like. */
const LARGEST_KEY_BYTES = 65_536;

/**
 * The private key with fingerprint `keyId`: in the file that TRITON_KEY_FILE names, else among the files of ~/.ssh.
 * Encrypted keys are passed over: their passphrase can not be asked for in a script.
 */
export function findPrivateKey(keyId: string, env: Record<string, string | undefined>): PrivateKey {
  const directory = join(env.HOME ?? homedir(), '.ssh');
  const named = env.TRITON_KEY_FILE ?? env.SDC_KEY_FILE;
  for (const file of named ? [named] : filesOf(directory)) {
    const key = tryToLoad(file);
    if (key && isKeyNamed(keyId, key.publicKey)) return key;
  }
  throw new KeyNotFoundError(
    `no private key with fingerprint ${keyId} was found in ${named ?? directory}: ` +
      'put it there (unencrypted), or name its file in TRITON_KEY_FILE',
  );
}

function filesOf(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => !name.endsWith('.pub'))
      .map((name) => join(directory, name));
  } catch {
    return [];
  }
}

function tryToLoad(file: string): PrivateKey | undefined {
  try {
    const { size } = statSync(file);
    if (size > LARGEST_KEY_BYTES) return undefined;
    return loadPrivateKey(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // not a private key, or not one that can be read
  }
}
