import type { Signals } from './signals';

/** A change made by another CNAPI process sends no signal here; its waiters see it this much later. */
const LOOK_AGAIN_MS = 1_000;

export interface Wait<T> {
  signals: Signals;
  /** What is waited for; its signals say when to look. */
  id: string;
  look(): Promise<T>;
  done(seen: T): boolean;
  timeoutMs: number;
  /** The client went away, or the service shuts down. */
  abort: AbortSignal;
}

/** Looks until `done`, the timeout or the abort, and answers what was seen last. Holds no connection while it waits. */
export async function waitFor<T>({ signals, id, look, done, timeoutMs, abort }: Wait<T>): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  let changed = false;
  let wake: () => void = () => undefined;
  const signal = (): void => {
    changed = true;
    wake();
  };
  // Listening comes before looking: a change between the two is then not missed.
  const stop = signals.listen(id, signal);
  abort.addEventListener('abort', signal);
  try {
    for (;;) {
      changed = false;
      const seen = await look();
      const leftMs = deadline - performance.now();
      if (done(seen) || leftMs <= 0 || abort.aborted) return seen;
      if (changed) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(leftMs, LOOK_AGAIN_MS));
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  } finally {
    stop();
    abort.removeEventListener('abort', signal);
  }
}
