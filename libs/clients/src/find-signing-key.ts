import { readFileSync } from 'node:fs';
import { isKeyNamed } from '@triton/http-auth/is-key-named';
import { loadPrivateKey, type PrivateKey } from '@triton/http-auth/load-private-key';
import { parsePublicKey } from '@triton/http-auth/parse-public-key';
import { type AgentKey, agentKeys, SshAgentError } from '@triton/http-auth/ssh-agent';
import { findPrivateKey, KeyNotFoundError } from './find-private-key';

/** Asks a person for the passphrase of the key in `file`; `again` when the one before was wrong. Undefined: they give up. */
export type AskPassphrase = (file: string, again: boolean) => Promise<string | undefined>;

const MOST_ATTEMPTS = 3;

/**
 * The key with fingerprint `keyId` wherever it may be: in a file (see `findPrivateKey`), in the SSH agent of
 * SSH_AUTH_SOCK, or in an encrypted file when somebody can be asked for its passphrase.
 */
export async function findSigningKey(
  keyId: string,
  env: Readonly<Record<string, string | undefined>>,
  askPassphrase?: AskPassphrase,
): Promise<PrivateKey | AgentKey> {
  try {
    return findPrivateKey(keyId, env);
  } catch (error) {
    // A file that TRITON_KEY_FILE names and that holds another key is a mistake, not a reason to look further.
    const named = env.TRITON_KEY_FILE || env.SDC_KEY_FILE;
    if (!(error instanceof KeyNotFoundError) || (named && error.encrypted.length === 0)) throw error;
    const key =
      (await keyOfAgent(keyId, env)) ?? (askPassphrase && (await unlocked(keyId, error.encrypted, askPassphrase)));
    if (key) return key;
    throw error;
  }
}

/** A variable that is left from an agent long gone does not matter. */
async function keyOfAgent(
  keyId: string,
  { SSH_AUTH_SOCK: socket }: Readonly<Record<string, string | undefined>>,
): Promise<AgentKey | undefined> {
  if (!socket) return undefined;
  try {
    return (await agentKeys(socket)).find(({ publicKey }) => isKeyNamed(keyId, publicKey));
  } catch (error) {
    if (error instanceof SshAgentError) return undefined;
    throw error;
  }
}

async function unlocked(keyId: string, files: readonly string[], ask: AskPassphrase): Promise<PrivateKey | undefined> {
  for (const file of files.filter((candidate) => mayHold(keyId, candidate))) {
    const key = await unlock(file, ask);
    if (key && isKeyNamed(keyId, key.publicKey)) return key;
  }
  return undefined;
}

/** The public half usually lies beside: nobody should type the passphrase of another key. */
function mayHold(keyId: string, file: string): boolean {
  try {
    return isKeyNamed(keyId, parsePublicKey(readFileSync(`${file}.pub`, 'utf8')));
  } catch {
    return true;
  }
}

async function unlock(file: string, ask: AskPassphrase): Promise<PrivateKey | undefined> {
  const text = readFileSync(file, 'utf8');
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const passphrase = await ask(file, attempt > 0);
    if (passphrase === undefined) return undefined;
    try {
      return loadPrivateKey(text, passphrase);
    } catch {
      // Most likely mistyped; a file that is broken otherwise ends after the last attempt.
    }
  }
  return undefined;
}
