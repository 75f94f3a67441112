import { setTimeout as delay } from 'node:timers/promises';

export interface EndedJob {
  uuid: string;
  succeeded: boolean;
}

/** Of `uuids`, the jobs that have ended. */
export type FindEnded = (uuids: string[]) => Promise<EndedJob[]>;

const LOOK_EVERY_MS = 20;

/**
 * Tells when jobs end, by one small query for all of them every 20 ms: cheap enough not to be what is measured, and the
 * same for everything that is compared.
 */
export class JobWatcher {
  readonly #findEnded: FindEnded;
  readonly #waiting = new Map<string, (succeeded: boolean) => void>();
  readonly #failed: Promise<never>;
  #fail: (err: unknown) => void = () => undefined;
  #looking = false;

  constructor(findEnded: FindEnded) {
    this.#findEnded = findEnded;
    this.#failed = new Promise<never>((_resolve, reject) => (this.#fail = reject));
    this.#failed.catch(() => undefined);
  }

  /** Answers whether the job succeeded, once it has ended. */
  end(uuid: string): Promise<boolean> {
    const ended = new Promise<boolean>((resolve) => this.#waiting.set(uuid, resolve));
    if (!this.#looking) void this.#look();
    return Promise.race([ended, this.#failed]);
  }

  async #look(): Promise<void> {
    this.#looking = true;
    try {
      while (this.#waiting.size > 0) {
        for (const { uuid, succeeded } of await this.#findEnded([...this.#waiting.keys()])) {
          this.#waiting.get(uuid)?.(succeeded);
          this.#waiting.delete(uuid);
        }
        await delay(LOOK_EVERY_MS);
      }
    } catch (err) {
      this.#fail(err);
    } finally {
      this.#looking = false;
    }
  }
}
