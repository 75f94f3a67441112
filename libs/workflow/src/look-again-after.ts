const FIRST_MS = 2_000;
const MOST_MS = 30_000;

/** How long to trust in the event that a step waits for, at look number `attempt` (from 1), before it may have got lost. */
export function lookAgainAfterMs(attempt: number): number {
  return Math.min(FIRST_MS * 2 ** Math.min(attempt - 1, 20), MOST_MS);
}
