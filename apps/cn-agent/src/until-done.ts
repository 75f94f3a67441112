import { setTimeout as delay } from 'node:timers/promises';

export interface Patience {
  /** Ends the trying: the agent shuts down. */
  signal: AbortSignal;
  /** Errors for which trying again can never help. */
  giveUp(err: unknown): boolean;
  onFailure(err: unknown, attempt: number): void;
  firstPauseMs?: number;
  longestPauseMs?: number;
}

/**
 * Does `work` until it succeeds, with growing pauses, for as long as it takes. Throws what `giveUp` names. Once the signal
 * has come each work still gets its one try, and what fails then is thrown.
 */
export async function untilDone<T>(work: () => Promise<T>, patience: Patience): Promise<T> {
  const { signal, giveUp, onFailure, firstPauseMs = 100, longestPauseMs = 5_000 } = patience;
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (err) {
      if (giveUp(err) || signal.aborted) throw err;
      onFailure(err, attempt);
    }
    const pauseMs = Math.min(firstPauseMs * 2 ** (attempt - 1), longestPauseMs);
    // Nodes that lost CNAPI together do not come back together.
    await delay(pauseMs * (0.5 + Math.random() / 2), undefined, { signal });
  }
}
