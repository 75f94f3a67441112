import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { BaseFiles } from './base-files';
import { DirectoryLock } from './directory-lock';
import { Journal } from './journal';
import { StoreView } from './store-view';

export interface KeyedStoreOptions {
  readonly directory: string;
  /** False trades safety against power failure (not against `kill -9`) for speed. */
  readonly durable?: boolean;
  readonly checkpointBytes?: number;
}

/** One unit of work: `run` reads and writes through the view; throwing leaves no trace. */
export interface Work<T> {
  readonly run: (view: StoreView) => T;
  /** Called once the work is durable and before its caller learns so. */
  readonly afterCommit?: () => void;
}

interface Queued {
  readonly run: (view: StoreView) => void;
  readonly settle: (failure?: unknown) => void;
}

const CHECKPOINT_BYTES = 512 * 1024;
const BATCH = 64;
const MAX_CACHED_KEYS = 100_000;

/**
 * Keys and JSON values in a directory, shared by processes. A commit is one line appended to a journal and one
 * fdatasync; when the journal has grown enough it is folded into one file a key. So the cost of a transaction depends
 * on what it touches and never on how much is stored. Work that queues up in one process is committed together.
 */
export class KeyedStore {
  readonly #directory: string;
  readonly #lock: DirectoryLock;
  readonly #journal: Journal;
  readonly #base: BaseFiles;
  readonly #checkpointBytes: number;
  readonly #queue: Queued[] = [];
  readonly #view: StoreView;
  #draining = false;
  #users = 0;

  private constructor({ directory, durable = true, checkpointBytes = CHECKPOINT_BYTES }: KeyedStoreOptions) {
    this.#directory = directory;
    mkdirSync(directory, { recursive: true });
    this.#lock = new DirectoryLock(directory);
    this.#journal = new Journal(join(directory, 'journal'), durable);
    this.#base = new BaseFiles(join(directory, 'data'), durable);
    this.#checkpointBytes = checkpointBytes;
    this.#view = new StoreView(this.#base);
  }

  static readonly #open = new Map<string, KeyedStore>();

  /** The process's one store for this directory. Each `open` wants one `close`. */
  static open(options: KeyedStoreOptions): KeyedStore {
    const directory = resolve(options.directory);
    const store = KeyedStore.#open.get(directory) ?? new KeyedStore({ ...options, directory });
    KeyedStore.#open.set(directory, store);
    store.#users += 1;
    return store;
  }

  close(): void {
    this.#users -= 1;
    if (this.#users > 0) return;
    KeyedStore.#open.delete(this.#directory);
    this.#journal.close();
  }

  transact<T>({ run, afterCommit }: Work<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      let value: T;
      this.#queue.push({
        run: (view) => {
          value = run(view);
        },
        settle: (failure) => {
          if (failure !== undefined) return reject(failure as Error);
          try {
            afterCommit?.();
            resolve(value);
          } catch (error) {
            reject(error as Error);
          }
        },
      });
      void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    if (this.#draining) return;
    this.#draining = true;
    try {
      while (this.#queue.length > 0) await this.#runBatch();
    } finally {
      this.#draining = false;
    }
  }

  async #runBatch(): Promise<void> {
    const settled: (() => void)[] = [];
    let batch: Queued[] = [];
    try {
      await this.#lock.acquire();
      try {
        this.#catchUp();
        batch = this.#queue.splice(0, BATCH);
        for (const { run, settle } of batch) settled.push(this.#attempt(run, settle));
        await this.#commit();
      } finally {
        this.#lock.release();
      }
    } catch (error) {
      // Nothing of this batch is known to be durable: forget what it left in memory and let every caller know.
      this.#view.forget();
      this.#journal.close();
      for (const { settle } of batch.length > 0 ? batch : this.#queue.splice(0)) settle(error);
      return;
    }
    for (const settle of settled) settle();
  }

  #attempt(run: Queued['run'], settle: Queued['settle']): () => void {
    try {
      this.#view.begin();
      run(this.#view);
      this.#view.keep();
      return () => settle();
    } catch (error) {
      this.#view.drop();
      return () => settle(error);
    }
  }

  #catchUp(): void {
    const { replaced, records } = this.#journal.refresh();
    if (replaced || this.#view.cachedKeys > MAX_CACHED_KEYS) {
      const all = replaced ? records : this.#reread();
      this.#view.forget();
      this.#view.learn(all);
    } else this.#view.learn(records);
  }

  #reread(): ReturnType<Journal['refresh']>['records'] {
    this.#journal.close();
    return this.#journal.refresh().records;
  }

  async #commit(): Promise<void> {
    const records = this.#view.takeKept();
    if (records.length === 0) return;
    await this.#journal.append(records);
    if (this.#journal.bytes < this.#checkpointBytes) return;
    await this.#base.apply(this.#view.journalled);
    await this.#journal.restart({ txg: this.#view.txg, writes: [] });
    this.#view.checkpointed();
  }
}
