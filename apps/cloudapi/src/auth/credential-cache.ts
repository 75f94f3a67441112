import type { CatalogAccount } from '@triton/catalog/to-catalog-account';
import { formatKeyId } from '@triton/http-auth/format-key-id';
import type { KeyId } from '@triton/http-auth/parse-key-id';
import type { PublicKey } from '@triton/http-auth/public-key';
import type { CallingUser } from './caller';

/** A key that may sign, and who signs with it: an account, or a user below it. */
export interface Credential {
  account: CatalogAccount;
  user?: CallingUser;
  publicKey: PublicKey;
}

export interface CredentialCacheOptions {
  load(keyId: KeyId): Promise<Credential | undefined>;
  /** How long a credential is believed without looking again: how long a removed key, or role, may still work. */
  ttlMs?: number;
  now?(): number;
}

interface Entry {
  login: string;
  expiresAtMs: number;
  credential: Promise<Credential | undefined>;
}

const MOST_REMEMBERED = 10_000;

/**
 * Accounts, users and keys of the last few seconds, so that a client's burst of requests costs one look-up. That there is
 * none is remembered as well: otherwise the time an answer takes would tell a stranger which keys are in use. Those have
 * a place of their own, so that made-up names drive nothing out.
 */
export class CredentialCache {
  readonly #found = new Map<string, Entry>();
  readonly #missed = new Map<string, Entry>();
  readonly #options: Required<CredentialCacheOptions>;

  constructor(options: CredentialCacheOptions) {
    this.#options = { ttlMs: 3_000, now: Date.now, ...options };
  }

  /** The credential that a keyId names. */
  find(keyId: KeyId): Promise<Credential | undefined> {
    const name = formatKeyId(keyId);
    const now = this.#options.now();
    const known = this.#found.get(name) ?? this.#missed.get(name);
    if (known && known.expiresAtMs > now) return known.credential;
    const credential = this.#options.load(keyId);
    const entry = { login: keyId.login, expiresAtMs: now + this.#options.ttlMs, credential };
    this.#missed.delete(name);
    remember(this.#found, name, entry);
    credential.then(
      (found) => found ?? this.#move(name, entry),
      () => this.#found.get(name) === entry && this.#found.delete(name),
    );
    return credential;
  }

  /** Makes the next request of the account look again, here at least; other processes find out when their time is over. */
  forget(login: string): void {
    for (const entries of [this.#found, this.#missed]) {
      for (const [name, entry] of entries) if (entry.login === login) entries.delete(name);
    }
  }

  #move(name: string, entry: Entry): void {
    if (this.#found.get(name) !== entry) return;
    this.#found.delete(name);
    remember(this.#missed, name, entry);
  }
}

function remember(entries: Map<string, Entry>, name: string, entry: Entry): void {
  if (entries.size >= MOST_REMEMBERED) entries.clear();
  entries.set(name, entry);
}
