import { setTimeout as delay } from 'node:timers/promises';

export interface WaitOptions {
  timeoutMs: number;
  /** Pause between two looks. */
  everyMs?: number;
}

/**
 * Waits until `predicate` holds and answers what it answered. Looks at the state itself, again and again, never at an event
 * that could have passed already. A predicate that throws does not hold yet; its last error is the cause of the failure.
 */
export async function waitFor<T>(
  description: string,
  predicate: () => T | Promise<T>,
  { timeoutMs, everyMs = 50 }: WaitOptions,
): Promise<NonNullable<T>> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    let cause: unknown;
    try {
      const answer = await predicate();
      if (answer) return answer;
    } catch (err) {
      cause = err;
    }
    if (Date.now() >= deadline) throw new Error(`${description}: not so after ${timeoutMs} ms`, { cause });
    await delay(everyMs);
  }
}
