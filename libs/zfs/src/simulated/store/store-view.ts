import type { BaseFiles } from './base-files';
import type { JournalRecord } from './journal-record';

/** What one process knows of the store, and the transaction in progress. Values are never changed in place. */
export class StoreView {
  readonly #base: BaseFiles;
  /** Values read from files; the journal's go before them. */
  #read = new Map<string, unknown>();
  /** Everything the journal holds: the newest value of a key, null when removed. */
  #journalled = new Map<string, unknown>();
  /** Which names the journal knows below a key, so that a listing need not walk all of it. */
  #journalledNames = new Map<string, Set<string>>();
  #pending = new Map<string, unknown>();
  #kept: JournalRecord[] = [];
  #txg = 0;

  constructor(base: BaseFiles) {
    this.#base = base;
  }

  /** The number of the transaction in progress: larger than that of every committed one. */
  get txg(): number {
    return this.#txg;
  }

  get journalled(): ReadonlyMap<string, unknown> {
    return this.#journalled;
  }

  get cachedKeys(): number {
    return this.#read.size + this.#journalled.size;
  }

  get<T>(key: string): T | undefined {
    const value = this.#pending.has(key) ? this.#pending.get(key) : this.#committed(key);
    return (value ?? undefined) as T | undefined;
  }

  put(key: string, value: object): void {
    this.#pending.set(key, value);
  }

  remove(key: string): void {
    this.#pending.set(key, null);
  }

  /** Names that may exist directly below `key`; the caller asks `get` whether each is what it looks for. */
  names(key: string): Set<string> {
    const names = new Set(this.#base.names(key));
    for (const name of this.#journalledNames.get(key) ?? []) names.add(name);
    for (const pending of this.#pending.keys()) {
      const name = nameBelow(key, pending);
      if (name !== undefined) names.add(name);
    }
    return names;
  }

  begin(): void {
    this.#txg += 1;
  }

  /** Ends the transaction in progress: its writes are seen by the next one and wait for `takeKept`. */
  keep(): void {
    if (this.#pending.size === 0) return this.drop();
    const record = { txg: this.#txg, writes: [...this.#pending] };
    this.#kept.push(record);
    this.#pending = new Map();
    this.#adopt(record);
  }

  drop(): void {
    this.#pending = new Map();
    this.#txg -= 1;
  }

  takeKept(): JournalRecord[] {
    const kept = this.#kept;
    this.#kept = [];
    return kept;
  }

  learn(records: readonly JournalRecord[]): void {
    for (const record of records) {
      this.#txg = Math.max(this.#txg, record.txg);
      this.#adopt(record);
    }
  }

  /** The journal was folded into the files. */
  checkpointed(): void {
    for (const [key, value] of this.#journalled) this.#read.set(key, value);
    this.#journalled = new Map();
    this.#journalledNames = new Map();
  }

  forget(): void {
    this.#read = new Map();
    this.#journalled = new Map();
    this.#journalledNames = new Map();
    this.#pending = new Map();
    this.#kept = [];
  }

  #committed(key: string): unknown {
    if (this.#journalled.has(key)) return this.#journalled.get(key);
    if (!this.#read.has(key)) this.#read.set(key, this.#base.read(key));
    return this.#read.get(key);
  }

  #adopt({ writes }: JournalRecord): void {
    for (const [key, value] of writes) {
      this.#journalled.set(key, value);
      for (let slash = key.indexOf('/'), from = 0; slash !== -1; from = slash + 1, slash = key.indexOf('/', from)) {
        this.#addName(key.slice(0, Math.max(0, from - 1)), key.slice(from, slash));
      }
      const last = key.lastIndexOf('/');
      this.#addName(key.slice(0, Math.max(0, last)), key.slice(last + 1));
    }
  }

  #addName(directory: string, name: string): void {
    const names = this.#journalledNames.get(directory);
    if (names) names.add(name);
    else this.#journalledNames.set(directory, new Set([name]));
  }
}

function nameBelow(directory: string, key: string): string | undefined {
  const prefix = directory === '' ? '' : `${directory}/`;
  if (!key.startsWith(prefix)) return undefined;
  const slash = key.indexOf('/', prefix.length);
  return key.slice(prefix.length, slash === -1 ? undefined : slash);
}
