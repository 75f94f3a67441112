import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir, open, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncDirectory } from './sync-directory';

const PARALLEL_WRITES = 16;

/** One file a key: what the journal has been folded into. Keys are relative paths. */
export class BaseFiles {
  constructor(
    readonly directory: string,
    readonly durable: boolean,
  ) {}

  read(key: string): unknown {
    try {
      return JSON.parse(readFileSync(join(this.directory, key), 'utf8'));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  /** Names directly below `key`: sub-directories and files alike. */
  names(key: string): string[] {
    const path = join(this.directory, key);
    return existsSync(path) ? readdirSync(path) : [];
  }

  /** Writes (or, for null, removes) every key. Safe to interrupt and to repeat: each file is replaced as a whole. */
  async apply(writes: ReadonlyMap<string, unknown>): Promise<void> {
    const queue = [...writes];
    const worker = async (): Promise<void> => {
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) await this.#write(next[0], next[1]);
    };
    await Promise.all(Array.from({ length: PARALLEL_WRITES }, worker));
    // Deepest first, so that a removed family of datasets leaves no empty directories behind.
    const removed = [...writes].filter(([, value]) => value === null).flatMap(([key]) => directoriesOf(key));
    for (const key of [...new Set(removed)].sort((a, b) => b.length - a.length)) {
      await rmdir(join(this.directory, key)).catch(() => undefined);
    }
  }

  async #write(key: string, value: unknown): Promise<void> {
    const path = join(this.directory, key);
    if (value === null) return rm(path, { force: true });
    await mkdir(dirname(path), { recursive: true });
    const file = await open(`${path}~`, 'w');
    try {
      await file.writeFile(JSON.stringify(value));
      if (this.durable) await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}~`, path);
    if (this.durable) await syncDirectory(dirname(path));
  }
}

function directoriesOf(key: string): string[] {
  const parent = dirname(key);
  return parent === '.' ? [] : [parent, ...directoriesOf(parent)];
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}
