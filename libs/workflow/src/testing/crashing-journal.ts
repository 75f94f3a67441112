import type { Failure, JobState } from '../job-state';
import type { Abandoned, Claim, Journal, Lease, Parked } from '../journal';

/** The runner was killed here. */
export class Crash extends Error {
  override name = 'Crash';
}

/** A journal whose runner is killed just before or just after its `at`-th write (from 1): nothing after that gets through. */
export class CrashingJournal<J> implements Journal<J> {
  crashed = false;
  #writes = 0;

  constructor(
    readonly inner: Journal<J>,
    readonly at: number,
    readonly when: 'before' | 'after',
  ) {}

  claim = (lease: Lease): Promise<Claim<J>> => this.#write(() => this.inner.claim(lease));
  save = (lease: Lease, state: JobState): Promise<number | undefined> =>
    this.#write(() => this.inner.save(lease, state));
  park = (lease: Lease, state: JobState, until: { seenWakes: number; lookAgainMs: number }): Promise<Parked> =>
    this.#write(() => this.inner.park(lease, state, until));
  succeed = (lease: Lease, state: JobState): Promise<boolean> => this.#write(() => this.inner.succeed(lease, state));
  fail = (lease: Lease, state: JobState, failure: Failure): Promise<boolean> =>
    this.#write(() => this.inner.fail(lease, state, failure));
  markStuck = (lease: Lease, state: JobState, reason: string): Promise<boolean> =>
    this.#write(() => this.inner.markStuck(lease, state, reason));
  renew = (lease: Lease): Promise<boolean> => this.inner.renew(lease);
  takeAbandoned = (limit: number, quietMs: number): Promise<Abandoned[]> => this.inner.takeAbandoned(limit, quietMs);

  async #write<T>(write: () => Promise<T>): Promise<T> {
    this.#writes++;
    if (this.crashed || (this.#writes === this.at && this.when === 'before')) throw this.#crash();
    const answer = await write();
    if (this.#writes === this.at) throw this.#crash();
    return answer;
  }

  #crash(): Crash {
    this.crashed = true;
    return new Crash(`killed ${this.when} write ${this.at}`);
  }
}
