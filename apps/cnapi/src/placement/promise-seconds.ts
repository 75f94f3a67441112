/** How long a promise of space lasts when nobody keeps it or gives it back. */
export const PROMISE_SECONDS = 600;
