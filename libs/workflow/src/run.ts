import type { Logger } from '@triton/logging/create-logger';

import { errorFacts } from './error-facts';
import { isRetryable } from '@triton/errors/is-retryable';
import type { JobState, StepRecord, UndoRecord } from './job-state';
import type { Claimed, Journal, Lease } from './journal';
import { LeaseLostError } from './lease-lost-error';
import { lookAgainAfterMs } from './look-again-after';
import { retryAfterMs } from './retry-after';
import { Waiting } from './waiting';
import type { Step, StepResults, Workflow } from './workflow';
import { workflowMismatch } from './workflow-mismatch';
import type { WorkflowRegistry } from './workflow-registry';

/** `waiting`: parked, another run will come. `lost-lease`: another run has it. */
export type Outcome = 'succeeded' | 'failed' | 'waiting' | 'lost-lease' | 'stuck';

interface Parts<C, J> {
  claim: Claimed<J>;
  lease: Lease;
  workflows: WorkflowRegistry<C, J>;
  journal: Journal<J>;
  context: C;
  queueRun?(jobUuid: string, delayMs: number): Promise<void>;
  clock(): number;
  log: Logger | undefined;
}

const DEADLINE_MS = 600_000;

/** One run of one job, from claim to end or park. See run-workflow.ts for the theory. */
export class Run<C, J> {
  readonly #parts: Parts<C, J>;
  readonly #state: JobState & { steps: StepRecord[] };
  /** `wakes` before the step at work looked at the world. */
  #seenWakes: number;
  /** Steps from this index on were certainly begun by this run, not by one that was killed. */
  readonly #firstOwn: number;

  constructor(parts: Parts<C, J>) {
    this.#parts = parts;
    this.#state = { ...parts.claim.state, steps: parts.claim.state.steps ?? [] };
    this.#seenWakes = parts.claim.wakes;
    this.#firstOwn = Math.max(this.#state.steps.length, 1);
  }

  async toEnd(): Promise<Outcome> {
    const { claim, workflows } = this.#parts;
    const { name, version } = claim.workflow;
    const workflow = workflows.find(claim.workflow);
    const wrong = workflow
      ? workflowMismatch(this.#state.steps, workflow)
      : `workflow ${name}-${version} is not known here`;
    if (wrong !== undefined || workflow === undefined) return this.#cannotRun(wrong ?? name);
    for (;;) {
      const end = await (this.#state.unwinding ? this.#unwind(workflow) : this.#advance(workflow));
      if (end !== undefined) return end;
    }
  }

  /** Runs the step at the cursor. Undefined: go on. */
  async #advance(workflow: Workflow<C, J>): Promise<Outcome | undefined> {
    const { steps } = this.#state;
    const index = steps.filter((record) => record.finished_at).length;
    const step = workflow.steps[index];
    if (step === undefined) return this.#succeed();
    // Only the first step has no record yet; its start was the job's.
    const record = (steps[index] ??= newRecord(step, this.#parts.claim.startedAt.toISOString()));
    const done = await this.#attempt(record, () => step.run(...this.#args()));
    if (done.failed) {
      record.error = errorFacts(done.err);
      if (!isRetryable(done.err)) return this.#turnAround(step, record.error.message, done.err);
      if (this.#isLate(step, record)) return this.#turnAround(step, tooLate(step, record.error.message), done.err);
      return this.#park(this.#retryMs(step, record), 'soon');
    }
    if (done.result instanceof Waiting) {
      const { reason, lookAgainMs } = done.result;
      record.waiting = reason;
      if (this.#isLate(step, record)) return this.#turnAround(step, tooLate(step, reason));
      return this.#park(lookAgainMs ?? lookAgainAfterMs(record.attempts), lookAgainMs === undefined ? 'late' : 'soon');
    }
    delete record.error;
    record.result = throughJson(done.result);
    record.finished_at = this.#isoNow();
    const next = workflow.steps[index + 1];
    if (next === undefined) return this.#succeed();
    const following = newRecord(next, this.#isoNow());
    steps.push(following);
    if (step.repeatable) return undefined; // a run that ends here does it again
    // What a run before this one has asked for may be there already.
    if (next.parksFirst && index >= this.#firstOwn) {
      following.waiting = `what ${step.name} asked for`;
      return this.#park(lookAgainAfterMs(1), 'late');
    }
    return this.#save();
  }

  /** Undoes the last step that is not undone. Undefined: go on. */
  async #unwind(workflow: Workflow<C, J>): Promise<Outcome | undefined> {
    const [index, ...before] = this.#toUndo(workflow);
    const record = this.#state.steps[index ?? -1];
    const step = workflow.steps[index ?? -1];
    if (record === undefined || step?.undo === undefined) return this.#fail();
    const undo: UndoRecord = (record.undo ??= { started_at: this.#isoNow(), attempts: 0 });
    const done = await this.#attempt(undo, () => step.undo?.(...this.#args()) ?? Promise.resolve());
    if (done.failed) {
      undo.error = errorFacts(done.err);
      // Giving up would leave something behind that nobody knows of, so there is no deadline here.
      if (isRetryable(done.err)) return this.#park(retryAfterMs(undo.attempts), 'soon');
      return this.#stick(`could not undo ${step.name}: ${undo.error.message}`, done.err);
    }
    if (done.result instanceof Waiting) {
      undo.waiting = done.result.reason;
      const { lookAgainMs } = done.result;
      return this.#park(lookAgainMs ?? lookAgainAfterMs(undo.attempts), lookAgainMs === undefined ? 'late' : 'soon');
    }
    delete undo.error;
    undo.finished_at = this.#isoNow();
    return before.length > 0 ? this.#save() : this.#fail();
  }

  async #attempt(record: { attempts: number; waiting?: string }, work: () => Promise<unknown>) {
    record.attempts++;
    delete record.waiting;
    try {
      return { failed: false, result: await work() } as const;
    } catch (err) {
      return { failed: true, err } as const;
    }
  }

  /** Indexes of the steps still to be undone, last first. */
  #toUndo(workflow: Workflow<C, J>): number[] {
    return this.#state.steps
      .flatMap((record, index) => (workflow.steps[index]?.undo && !record.undo?.finished_at ? [index] : []))
      .reverse();
  }

  async #turnAround(step: Step<C, J>, reason: string, err?: unknown): Promise<Outcome | undefined> {
    this.#parts.log?.warn({ ...(err ? { err } : {}), step: step.name, reason }, 'step failed, unwinding');
    this.#state.unwinding = { step: step.name, reason, since: this.#isoNow() };
    return this.#save();
  }

  async #save(): Promise<undefined> {
    const wakes = await this.#parts.journal.save(this.#parts.lease, this.#state);
    if (wakes === undefined) throw new LeaseLostError();
    this.#seenWakes = wakes;
  }

  async #park(lookAgainMs: number, when: 'soon' | 'late'): Promise<Outcome | undefined> {
    const { journal, lease, queueRun, log } = this.#parts;
    const parked = await journal.park(lease, this.#state, { seenWakes: this.#seenWakes, lookAgainMs });
    if (parked === 'lost') throw new LeaseLostError();
    if (parked !== 'parked') {
      this.#seenWakes = parked.woken;
      return undefined; // something happened while the step was looking: look again
    }
    const at = this.#state.steps.at(-1);
    log?.debug({ step: at?.name, waiting: at?.waiting, look_again_ms: lookAgainMs }, 'parked');
    if (when === 'soon') await queueRun?.(lease.jobUuid, lookAgainMs);
    return 'waiting';
  }

  async #succeed(): Promise<Outcome> {
    if (!(await this.#parts.journal.succeed(this.#parts.lease, this.#state))) throw new LeaseLostError();
    this.#parts.log?.info({ workflow: this.#parts.claim.workflow.name }, 'job succeeded');
    return 'succeeded';
  }

  async #fail(): Promise<Outcome> {
    const failure = this.#state.unwinding ?? { step: 'none', reason: 'unknown', since: this.#isoNow() };
    if (!(await this.#parts.journal.fail(this.#parts.lease, this.#state, failure))) throw new LeaseLostError();
    this.#parts.log?.info({ workflow: this.#parts.claim.workflow.name, reason: failure.reason }, 'job failed');
    return 'failed';
  }

  async #stick(reason: string, err?: unknown): Promise<Outcome> {
    this.#parts.log?.error({ ...(err ? { err } : {}), reason }, 'job is stuck');
    if (!(await this.#parts.journal.markStuck(this.#parts.lease, this.#state, reason))) throw new LeaseLostError();
    return 'stuck';
  }

  /** Where nothing was begun there is nothing to undo; anything else needs whoever knows that workflow. */
  #cannotRun(reason: string): Promise<Outcome> {
    if (this.#state.steps.length > 0) return this.#stick(reason);
    this.#state.unwinding = { step: 'none', reason, since: this.#isoNow() };
    return this.#fail();
  }

  #args(): [C, J, StepResults] {
    const finished = this.#state.steps.filter((step) => step.finished_at);
    const results = Object.fromEntries(finished.map(({ name, result }) => [name, result]));
    return [this.#parts.context, this.#parts.claim.job, results];
  }

  #isLate(step: Step<C, J>, record: StepRecord): boolean {
    return this.#now() >= deadlineOf(step, record);
  }

  /** Not beyond the deadline: it is then that the step must be judged. */
  #retryMs(step: Step<C, J>, record: StepRecord): number {
    return Math.min(retryAfterMs(record.attempts), Math.max(deadlineOf(step, record) - this.#now(), 1));
  }

  #now(): number {
    return this.#parts.clock();
  }

  #isoNow(): string {
    return new Date(this.#now()).toISOString();
  }
}

function newRecord<C, J>(step: Step<C, J>, startedAt: string): StepRecord {
  return { name: step.name, started_at: startedAt, attempts: 0 };
}

function deadlineOf<C, J>(step: Step<C, J>, record: StepRecord): number {
  return Date.parse(record.started_at) + (step.deadlineMs ?? DEADLINE_MS);
}

function tooLate<C, J>(step: Step<C, J>, why: string): string {
  return `${step.name} did not end within ${(step.deadlineMs ?? DEADLINE_MS) / 1000} s: ${why}`;
}

/** What the next run will read; so that no step comes to rely on more than that. */
function throughJson(result: unknown): unknown {
  return result === undefined ? null : (JSON.parse(JSON.stringify(result)) as unknown);
}
