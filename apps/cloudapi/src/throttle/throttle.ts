import { RequestThrottledError } from '@triton/errors/request-throttled-error';

/** Reads and changes are counted apart, so that polling never keeps anyone from acting. */
export type RequestClass = 'read' | 'change';

export interface ThrottleOptions {
  /** Requests a second that an account may make for ever; 0: as many as it likes. */
  perSecond: Readonly<Record<RequestClass, number>>;
  /** How many seconds' worth may be made at once. */
  burstSeconds: number;
  /** Milliseconds; for tests. */
  now?(): number;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

const MOST_REMEMBERED = 20_000;

/** A token bucket for each account and class. Of this process only: several of them allow several times as much. */
export class Throttle {
  readonly #buckets = new Map<string, Bucket>();
  readonly #options: Required<ThrottleOptions>;

  constructor(options: ThrottleOptions) {
    this.#options = { now: () => performance.now(), ...options };
  }

  /** Counts a request; throws RequestThrottled, which says when there is room for the next one. */
  count(accountUuid: string, kind: RequestClass): void {
    const { perSecond, burstSeconds } = this.#options;
    const { [kind]: rate } = perSecond;
    if (rate === 0) return;
    const bucket = this.#bucketOf(`${kind} ${accountUuid}`, rate, rate * burstSeconds);
    if (bucket.tokens < 1) {
      const waitSeconds = Math.ceil((1 - bucket.tokens) / rate);
      throw new RequestThrottledError(`the account makes more than ${rate} requests a second`, waitSeconds);
    }
    bucket.tokens -= 1;
  }

  #bucketOf(name: string, rate: number, size: number): Bucket {
    const now = this.#options.now();
    const known = this.#buckets.get(name);
    const tokens = known ? Math.min(size, known.tokens + ((now - known.atMs) / 1000) * rate) : size;
    const bucket = { tokens, atMs: now };
    // The buckets least recently used are full again, or nearly.
    this.#buckets.delete(name);
    if (this.#buckets.size >= MOST_REMEMBERED) this.#forgetOldest();
    this.#buckets.set(name, bucket);
    return bucket;
  }

  #forgetOldest(): void {
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}
