/** How requests without a definite answer ended: what users see of an outage. */
export interface Trouble {
  /** `503 ServiceUnavailable`, `no answer`… */
  what: string;
  count: number;
  /** Of those, answers of the service that name a time to come back. */
  withRetryAfter: number;
  slowestMs: number;
}

/** Counts requests and the trouble they met. */
export class Answers {
  requests = 0;
  readonly #troubles = new Map<string, Trouble>();

  troubled(what: string, tookMs: number, withRetryAfter: boolean): void {
    const trouble = this.#troubles.get(what) ?? { what, count: 0, withRetryAfter: 0, slowestMs: 0 };
    trouble.count++;
    if (withRetryAfter) trouble.withRetryAfter++;
    trouble.slowestMs = Math.max(trouble.slowestMs, Math.round(tookMs));
    this.#troubles.set(what, trouble);
  }

  get troubles(): Trouble[] {
    return [...this.#troubles.values()].sort((one, other) => other.count - one.count);
  }
}
