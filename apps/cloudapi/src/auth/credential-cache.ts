import type { CatalogAccount } from '@triton/catalog/to-catalog-account';
import type { PublicKey } from '@triton/http-auth/public-key';

/** A key that may sign, and the account it signs for. */
export interface Credential {
  account: CatalogAccount;
  publicKey: PublicKey;
}

export interface CredentialCacheOptions {
  load(login: string, key: string): Promise<Credential | undefined>;
  /** How long a credential is believed without looking again: how long a removed key may still work. */
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
 * Accounts and keys of the last few seconds, so that a client's burst of requests costs one look-up. What does not exist
 * is never remembered: a new key works at once, and made-up names fill nothing.
 */
export class CredentialCache {
  readonly #entries = new Map<string, Entry>();
  readonly #options: Required<CredentialCacheOptions>;

  constructor(options: CredentialCacheOptions) {
    this.#options = { ttlMs: 3_000, now: Date.now, ...options };
  }

  /** The credential that a keyId names: login, and name or fingerprint of the key. */
  find(login: string, key: string): Promise<Credential | undefined> {
    const name = `${login}/${key}`;
    const now = this.#options.now();
    const known = this.#entries.get(name);
    if (known && known.expiresAtMs > now) return known.credential;
    const entry = { login, expiresAtMs: now + this.#options.ttlMs, credential: this.#options.load(login, key) };
    if (this.#entries.size >= MOST_REMEMBERED) this.#entries.clear();
    this.#entries.set(name, entry);
    const forget = (): void => {
      if (this.#entries.get(name) === entry) this.#entries.delete(name);
    };
    entry.credential.then((credential) => credential ?? forget(), forget);
    return entry.credential;
  }

  /** Makes the next request of the account look again, here at least; other processes find out when their time is over. */
  forget(login: string): void {
    for (const [name, entry] of this.#entries) if (entry.login === login) this.#entries.delete(name);
  }
}
