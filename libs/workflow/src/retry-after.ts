const FIRST_MS = 250;
/** So soon after a neighbour has come back, everybody has noticed. */
const MOST_MS = 5_000;

/** How long to leave a step alone after failed attempt number `attempt` (from 1). Spread out, or all come back together. */
export function retryAfterMs(attempt: number, random: () => number = Math.random): number {
  return Math.round(Math.min(FIRST_MS * 2 ** Math.min(attempt - 1, 20), MOST_MS) * (0.75 + random() / 2));
}
