/** Where a failure was put. `after`: the step has had its effect, and nobody heard of it. */
export interface FailedAt {
  step: string;
  when: 'before' | 'after';
}

/** A world of its own for one run of the workflow. */
export interface World<C, J> {
  context: C;
  job: J;
  /** All effects are there, once. */
  expectDone(): void | Promise<void>;
  /** Nothing is left. Past a point of no return, what that means depends on where it failed. */
  expectUndone(failedAt: FailedAt): void | Promise<void>;
  /** Lets happen what a parked job waits for. */
  advance?(): void | Promise<void>;
}
