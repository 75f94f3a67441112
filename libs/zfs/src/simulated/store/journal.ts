import { closeSync, fdatasync, fstatSync, ftruncateSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

import { decodeRecords, encodeRecord, type JournalRecord } from './journal-record';
import { syncDirectory } from './sync-directory';

const fdatasyncAsync = promisify(fdatasync);

/** What `refresh` found: `replaced` when everything known so far must be forgotten first. */
export interface JournalNews {
  readonly replaced: boolean;
  readonly records: readonly JournalRecord[];
}

/** The append-only file of committed transactions. Every method wants the store's lock to be held. */
export class Journal {
  #fd: number | undefined;
  #inode = -1;
  #offset = 0;

  constructor(
    readonly path: string,
    readonly durable: boolean,
  ) {}

  get bytes(): number {
    return this.#offset;
  }

  /** Reads what other processes appended since the last look and cuts off a record that a crash left half written. */
  refresh(): JournalNews {
    const replaced = this.#reopenIfReplaced();
    const fd = this.#open();
    const size = fstatSync(fd).size;
    if (size === this.#offset) return { replaced, records: [] };
    const text = Buffer.alloc(size - this.#offset);
    const read = readSync(fd, text, 0, text.length, this.#offset);
    const { records, bytes } = decodeRecords(text.subarray(0, read));
    this.#offset += bytes;
    if (this.#offset < size) ftruncateSync(fd, this.#offset);
    return { replaced, records };
  }

  /** On return the records survive a crash. */
  async append(records: readonly JournalRecord[]): Promise<void> {
    const fd = this.#open();
    const text = Buffer.from(records.map(encodeRecord).join(''));
    for (let written = 0; written < text.length;) {
      written += writeSync(fd, text, written, text.length - written, this.#offset + written);
    }
    if (this.durable) await fdatasyncAsync(fd);
    this.#offset += text.length;
  }

  /** Starts over with only `record` in it; the old content stays until the very moment of the switch. */
  async restart(record: JournalRecord): Promise<void> {
    const next = await open(`${this.path}~`, 'w');
    try {
      await next.writeFile(encodeRecord(record));
      if (this.durable) await next.sync();
    } finally {
      await next.close();
    }
    await rename(`${this.path}~`, this.path);
    if (this.durable) await syncDirectory(dirname(this.path));
    this.close();
    this.#offset = fstatSync(this.#open()).size;
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
    this.#inode = -1;
  }

  // The open descriptor keeps the old file's inode from being used again, so another number means another file.
  #reopenIfReplaced(): boolean {
    const inode = statSync(this.path, { throwIfNoEntry: false })?.ino;
    if (this.#fd !== undefined && inode === this.#inode) return false;
    this.close();
    return true;
  }

  #open(): number {
    if (this.#fd === undefined) {
      this.#fd = openSync(this.path, 'a+');
      this.#inode = fstatSync(this.#fd).ino;
      this.#offset = 0;
    }
    return this.#fd;
  }
}
