import type { Failure, JobState } from '../job-state';
import type { Abandoned, Claim, Journal, Lease, Parked } from '../journal';

export interface MemoryJob<J> {
  workflow: { name: string; version: string };
  job: J;
  execution: 'queued' | 'running' | 'succeeded' | 'failed';
  state: JobState;
  failure?: Failure;
  stuckReason?: string;
  wakes: number;
  startedAt?: number;
  lease?: { token: string; expiresAt: number };
  lookAgainAt: number;
  reqId?: string;
}

/** A journal that forgets, for tests. Its rules are those of journal.ts, its time is `clock`. */
export class MemoryJournal<J> implements Journal<J> {
  readonly #jobs = new Map<string, MemoryJob<J>>();
  readonly #clock: () => number;

  constructor(clock: () => number = Date.now) {
    this.#clock = clock;
  }

  add(jobUuid: string, { name, version }: { name: string; version: string }, job: J, reqId?: string): void {
    const workflow = { name, version };
    const fresh = { workflow, job, execution: 'queued' as const, state: {}, wakes: 0, lookAgainAt: this.#clock() };
    this.#jobs.set(jobUuid, { ...fresh, ...(reqId === undefined ? {} : { reqId }) });
  }

  /** As it is now; it does not change with the job. */
  read(jobUuid: string): Omit<MemoryJob<J>, 'job'> {
    const found = this.#jobs.get(jobUuid);
    if (found === undefined) throw new Error(`there is no job ${jobUuid}`);
    const { job: _job, ...rest } = found;
    return structuredClone(rest);
  }

  /** As if every runner had been killed long ago. */
  expireLeases(): void {
    for (const { lease } of this.#jobs.values()) if (lease) lease.expiresAt = 0;
  }

  async claim({ jobUuid, token, leaseMs }: Lease): Promise<Claim<J>> {
    const job = this.#jobs.get(jobUuid);
    if (job === undefined) return { outcome: 'missing' };
    if (job.execution === 'succeeded' || job.execution === 'failed') return { outcome: job.execution };
    if (job.stuckReason !== undefined) return { outcome: 'stuck' };
    job.wakes++;
    if (this.#isHeld(job)) return { outcome: 'held' };
    job.lease = { token, expiresAt: this.#clock() + leaseMs };
    job.execution = 'running';
    job.startedAt ??= this.#clock();
    const { workflow, wakes, reqId } = job;
    const state = structuredClone(job.state);
    const claimed = { workflow, job: job.job, state, startedAt: new Date(job.startedAt), wakes };
    return { outcome: 'claimed', ...claimed, ...(reqId === undefined ? {} : { reqId }) };
  }

  async renew(lease: Lease): Promise<boolean> {
    return this.#holding(lease) !== undefined;
  }

  async save(lease: Lease, state: JobState): Promise<number | undefined> {
    const job = this.#holding(lease);
    if (job) job.state = structuredClone(state);
    return job?.wakes;
  }

  async park(lease: Lease, state: JobState, until: { seenWakes: number; lookAgainMs: number }): Promise<Parked> {
    const job = this.#holding(lease);
    if (job === undefined) return 'lost';
    job.state = structuredClone(state);
    if (job.wakes !== until.seenWakes) return { woken: job.wakes };
    delete job.lease;
    job.lookAgainAt = this.#clock() + until.lookAgainMs;
    return 'parked';
  }

  async succeed(lease: Lease, state: JobState): Promise<boolean> {
    return this.#end(lease, state, { execution: 'succeeded' });
  }

  async fail(lease: Lease, state: JobState, failure: Failure): Promise<boolean> {
    return this.#end(lease, state, { execution: 'failed', failure });
  }

  async markStuck(lease: Lease, state: JobState, stuckReason: string): Promise<boolean> {
    return this.#end(lease, state, { stuckReason });
  }

  async takeAbandoned(limit: number, quietMs: number): Promise<Abandoned[]> {
    const now = this.#clock();
    const abandoned = [...this.#jobs].filter(
      ([, job]) =>
        (job.execution === 'queued' || job.execution === 'running') &&
        job.stuckReason === undefined &&
        !this.#isHeld(job) &&
        job.lookAgainAt <= now,
    );
    return abandoned.slice(0, limit).map(([jobUuid, job]) => {
      job.lookAgainAt = now + quietMs;
      return { jobUuid, wakes: job.wakes };
    });
  }

  #isHeld(job: MemoryJob<J>): boolean {
    return job.lease !== undefined && job.lease.expiresAt > this.#clock();
  }

  #holding({ jobUuid, token, leaseMs }: Lease): MemoryJob<J> | undefined {
    const job = this.#jobs.get(jobUuid);
    if (job?.lease?.token !== token) return undefined;
    job.lease.expiresAt = this.#clock() + leaseMs;
    return job;
  }

  #end(lease: Lease, state: JobState, end: Partial<MemoryJob<J>>): boolean {
    const job = this.#holding(lease);
    if (job === undefined) return false;
    Object.assign(job, { state: structuredClone(state), ...end });
    delete job.lease;
    return true;
  }
}
