/** Seconds one waiting request asks the service to hold it: below every idle timeout on the way. */
const LONGEST_HOLD_SECONDS = 20;

interface Wait<T> {
  timeoutMs: number;
  /** One request that the service holds for up to `timeoutSeconds`, and answers sooner when the end comes. */
  ask(timeoutSeconds: number): Promise<T>;
  ended(answer: T): boolean;
}

/** Asks again until the end has come or the time is over; the last answer either way. The service does the waiting. */
export async function waitUntil<T>({ timeoutMs, ask, ended }: Wait<T>): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const leftSeconds = Math.ceil((deadline - Date.now()) / 1000);
    const answer = await ask(Math.max(0, Math.min(LONGEST_HOLD_SECONDS, leftSeconds)));
    if (ended(answer) || Date.now() >= deadline) return answer;
  }
}
