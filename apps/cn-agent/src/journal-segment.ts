import { closeSync, fdatasync, fsyncSync, openSync, readSync, writeFileSync } from 'node:fs';
import { readFile, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const syncData = promisify(fdatasync);
const NEWLINE = 0x0a;

/** A line of a segment: where it begins, and its length without the newline. */
export interface Line {
  at: number;
  bytes: number;
}

/**
 * One file of the journal. Lines are put at its end, never changed, and go with the file: of all ways to write something
 * down for good that is the cheapest, for only the file's own blocks have to reach the disk.
 */
export class JournalSegment {
  readonly #path: string;
  /** While lines are put into it. */
  #file: number | undefined;
  #bytes = 0;
  #syncUnderWay: Promise<void> | undefined;
  #nextSync: Promise<void> | undefined;
  /** Once a sync has failed the system may say of the next that it went well although lines are lost. */
  #isBroken = false;

  /** One that is there already, or one that `create` has made. */
  constructor(path: string) {
    this.#path = path;
  }

  static create(path: string): JournalSegment {
    const segment = new JournalSegment(path);
    const file = openSync(path, 'ax+', 0o600);
    try {
      syncDirectory(dirname(path));
    } catch (err) {
      closeSync(file);
      throw err;
    }
    segment.#file = file;
    return segment;
  }

  get isEmpty(): boolean {
    return this.#bytes === 0;
  }

  /** Survives the death of this process, and once `sync` has returned that of the machine. After an error: use another. */
  append(text: string): Line {
    if (this.#file === undefined || this.#isBroken) throw new Error(`${this.#path} takes no lines`);
    const line = Buffer.from(`${text}\n`);
    writeFileSync(this.#file, line);
    const at = this.#bytes;
    this.#bytes += line.length;
    return { at, bytes: line.length - 1 };
  }

  /** All lines that are there now are there for good when this returns. Who comes while one is under way shares the next. */
  sync(): Promise<void> {
    if (!this.#syncUnderWay) return this.#syncNow();
    this.#nextSync ??= this.#syncUnderWay.finally(() => (this.#nextSync = undefined)).then(() => this.#syncNow());
    return this.#nextSync;
  }

  read({ at, bytes }: Line): string {
    const file = openSync(this.#path, 'r');
    try {
      const text = Buffer.alloc(bytes);
      return text.toString('utf8', 0, readSync(file, text, 0, bytes, at));
    } finally {
      closeSync(file);
    }
  }

  /** All lines but one that somebody died over. */
  async *lines(): AsyncGenerator<Line & { text: string }> {
    const content = await readFile(this.#path);
    this.#bytes = content.length;
    for (let at = 0, end = content.indexOf(NEWLINE); end !== -1; at = end + 1, end = content.indexOf(NEWLINE, at)) {
      yield { at, bytes: end - at, text: content.toString('utf8', at, end) };
    }
  }

  /** Milliseconds since 1970. */
  async lastWrittenMs(): Promise<number> {
    return (await stat(this.#path)).mtimeMs;
  }

  /** No more lines. Waits for a sync under way. */
  async close(): Promise<void> {
    await Promise.allSettled([this.#syncUnderWay, this.#nextSync]);
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  async remove(): Promise<void> {
    await this.close();
    await unlink(this.#path);
  }

  #syncNow(): Promise<void> {
    if (this.#file === undefined || this.#isBroken)
      return Promise.reject(new Error(`${this.#path} is not written any more`));
    const underWay = syncData(this.#file)
      .catch((err: unknown) => {
        this.#isBroken = true;
        throw err;
      })
      .finally(() => {
        if (this.#syncUnderWay === underWay) this.#syncUnderWay = undefined;
      });
    this.#syncUnderWay = underWay;
    return underWay;
  }
}

function syncDirectory(path: string): void {
  const directory = openSync(path, 'r');
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}
