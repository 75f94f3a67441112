import type { Waiting } from './waiting';

/** What the finished steps have answered, by name of step. It has been through JSON, in the first run too. */
export interface StepResults {
  readonly [stepName: string]: unknown;
}

/**
 * One effect on the world. `C` is what steps may use, `J` is what they know of their job.
 *
 * `run` and `undo` may each run twice, or be cut off anywhere and run again: what is done already is success. `undo` takes
 * back what `run` did, wholly, in part or not at all, and whether or not anyone heard its answer.
 */
export interface Step<C, J> {
  /** Dotted, as Triton names them: `cnapi.acquire_vm_ticket`. Unique in its workflow. */
  name: string;
  /** From the first start of the step, waiting and retries included; default 10 minutes. After it the job is unwound. */
  deadlineMs?: number;
  /**
   * `run` costs little and finds its own effect when it has had one before: a look, or something done under the job's own
   * key. Its end is then not worth a write of its own, and is written down with the next step's.
   */
  repeatable?: true;
  /**
   * The step before has asked for something that takes its time, and whoever does it wakes the job: there is nothing to be
   * seen before that, so the job is parked first and looks then.
   */
  parksFirst?: true;
  run(context: C, job: J, results: StepResults): Promise<unknown | Waiting>;
  undo?(context: C, job: J, results: StepResults): Promise<void | Waiting>;
}

export interface Workflow<C, J> {
  name: string;
  /** Bumped with any change of the steps: a queued job finishes on the version it began with. */
  version: string;
  steps: readonly Step<C, J>[];
}
