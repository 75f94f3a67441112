import type { Failure, JobState } from './job-state';

/** The right to run one job, for one run. Every write carries it, and fails when another has taken the job over. */
export interface Lease {
  jobUuid: string;
  /** Unique to this run: two runs of one process are two holders. */
  token: string;
  /** Each write, and `renew`, makes it last this long from now, by the journal's own clock. */
  leaseMs: number;
}

export interface Claimed<J> {
  outcome: 'claimed';
  workflow: { name: string; version: string };
  /** What the steps are given. */
  job: J;
  state: JobState;
  /** When the job was claimed for the first time: the start of its first step. */
  startedAt: Date;
  wakes: number;
  /** Of the request that made the job; log lines and calls of its steps carry it. */
  reqId?: string;
}

/** `held`: another run has a live lease. The others: there is nothing left to run. */
export type Claim<J> = Claimed<J> | { outcome: 'held' | 'succeeded' | 'failed' | 'stuck' | 'missing' };

export interface Abandoned {
  jobUuid: string;
  /** As long as it stays the same nobody has come to run the job. */
  wakes: number;
}

export type Parked = 'parked' | 'lost' | { woken: number };

/**
 * Where jobs and their progress are recorded. Each method is one statement or one transaction. All but `claim` and
 * `takeAbandoned` change the job only where `lease.token` is still its holder, and say so when it is not; whether the
 * lease has run out does not matter as long as nobody else took it.
 *
 * There is no "wake" of its own: whoever wants a job to be looked at queues a run of it, under an id that the queue has not
 * seen. If the job is parked that run claims it. If another run holds it, the attempt to claim is counted in `wakes`, and
 * that run can then not park without having looked again. So no event falls between looking and parking.
 */
export interface Journal<J> {
  /**
   * Adds 1 to `wakes` of the unfinished, not stuck job, and, if no live lease is on it, also gives it to `lease`, sets
   * execution to running and `startedAt` if it has none. One statement, or two runs could both miss each other. A time to
   * look again that has not come yet does not stand in the way: somebody has a reason to look now.
   */
  claim(lease: Lease): Promise<Claim<J>>;

  /** Makes the lease last. False: lost. */
  renew(lease: Lease): Promise<boolean>;

  /** Writes the state and makes the lease last. Answers `wakes`; undefined: lost. */
  save(lease: Lease, state: JobState): Promise<number | undefined>;

  /**
   * Writes the state. If `wakes` is still `seenWakes` the lease ends too, and nobody need look before `lookAgainMs` have
   * passed; otherwise the lease lasts, and the answer holds the new `wakes`.
   */
  park(lease: Lease, state: JobState, until: { seenWakes: number; lookAgainMs: number }): Promise<Parked>;

  /** The end, together with whatever rows of the implementor belong to it. False: lost. */
  succeed(lease: Lease, state: JobState): Promise<boolean>;

  /** The end after everything was undone, together with whatever rows of the implementor belong to it. False: lost. */
  fail(lease: Lease, state: JobState, failure: Failure): Promise<boolean>;

  /** It can neither go on nor be undone. Execution stays running; an operator reads `reason`. False: lost. */
  markStuck(lease: Lease, state: JobState, reason: string): Promise<boolean>;

  /**
   * At most `limit` jobs that are neither finished nor stuck, have no live lease, and whose time to look again has come;
   * that time moves on by `quietMs`, so that nobody takes them again meanwhile.
   */
  takeAbandoned(limit: number, quietMs: number): Promise<Abandoned[]>;
}
