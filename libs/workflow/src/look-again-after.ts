const FIRST_MS = 2_000;
/** Whoever lost the event is not left alone for longer than this, however long it has waited already. */
const MOST_MS = 5_000;

/** How long to trust in the event that a step waits for, at look number `attempt` (from 1), before it may have got lost. */
export function lookAgainAfterMs(attempt: number): number {
  return Math.min(FIRST_MS * 2 ** Math.min(attempt - 1, 20), MOST_MS);
}
