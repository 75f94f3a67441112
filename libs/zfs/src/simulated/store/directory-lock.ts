import { mkdirSync, readdirSync, readlinkSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { isAlive, processToken } from './process-token';

const MAX_PAUSE_MS = 4;

/**
 * A lock between processes that a killed owner cannot leave stuck. It is a symlink: made atomically together with its
 * content, the owner's token. A dead owner's link is removed only inside `#breakStale`, which lets one process in at a time.
 */
export class DirectoryLock {
  readonly #path: string;
  readonly #breakers: string;
  readonly #token = processToken();

  constructor(directory: string) {
    this.#path = join(directory, 'lock');
    this.#breakers = join(directory, 'lock-breakers');
  }

  async acquire(): Promise<void> {
    for (let pauseMs = 0.25; !this.#tryAcquire(); pauseMs = Math.min(MAX_PAUSE_MS, pauseMs * 1.5)) {
      const owner = this.#owner();
      if (owner !== undefined && !isAlive(owner)) this.#breakStale(owner);
      else await delay(Math.random() * pauseMs);
    }
  }

  release(): void {
    unlinkSync(this.#path);
  }

  #tryAcquire(): boolean {
    try {
      symlinkSync(this.#token, this.#path);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  }

  #owner(): string | undefined {
    try {
      return readlinkSync(this.#path);
    } catch {
      return undefined;
    }
  }

  // Everyone announces itself before it looks around, so of two that overlap at least one sees the other and leaves.
  #breakStale(stale: string): void {
    mkdirSync(this.#breakers, { recursive: true });
    const mine = join(this.#breakers, this.#token);
    writeFileSync(mine, '');
    try {
      const others = readdirSync(this.#breakers).filter((token) => token !== this.#token && isAlive(token));
      if (others.length === 0 && this.#owner() === stale) unlinkSync(this.#path);
    } finally {
      rmSync(mine, { force: true });
    }
  }
}
