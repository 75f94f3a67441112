import { setTimeout as delay } from 'node:timers/promises';
import { TritonError } from '@triton/errors/triton-error';
import { JobFailedError } from '../job-failed-error';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

interface Poll<T> {
  /** Asks how things are. */
  look(): Promise<T>;
  ended(seen: T): boolean;
  limitMs: number;
  /** The message when the time is over. `seen` is what was seen last, undefined when nothing was. */
  tooLate(seen: T | undefined): string;
}

/** Looks until the end has come, more and more seldom. A service that is away for a moment is asked again. */
export async function poll<T>({ look, ended, limitMs, tooLate }: Poll<T>): Promise<T> {
  const deadline = performance.now() + limitMs;
  let seen: T | undefined;
  let trouble: unknown;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 1.5, LONGEST_PAUSE_MS)) {
    try {
      seen = await look();
      trouble = undefined;
      if (ended(seen)) return seen;
    } catch (error) {
      if (!(error instanceof TritonError && error.retryable)) throw error;
      trouble = error;
    }
    const leftMs = deadline - performance.now();
    if (leftMs <= 0) throw new JobFailedError(tooLate(seen), trouble === undefined ? undefined : { cause: trouble });
    await delay(Math.min(pauseMs, leftMs));
  }
}
