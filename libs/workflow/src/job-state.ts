export interface ErrorFacts {
  name: string;
  message: string;
  code?: string;
}

/** Taking back a step. */
export interface UndoRecord {
  started_at: string;
  finished_at?: string;
  attempts: number;
  waiting?: string;
  error?: ErrorFacts;
}

/** One step of a job, as far as it is known. Times are ISO 8601. */
export interface StepRecord {
  name: string;
  /** Of the first attempt: the deadline counts from here. */
  started_at: string;
  finished_at?: string;
  /** Attempts that somebody lived to tell of. */
  attempts: number;
  result?: unknown;
  /** What the last attempt waited for, when that ended the run. */
  waiting?: string;
  /** Of the last attempt that failed, for as long as none has gone well. */
  error?: ErrorFacts;
  undo?: UndoRecord;
}

/** Why a job is being unwound. */
export interface Failure {
  /** Name of the step that failed. */
  step: string;
  /** For the user. */
  reason: string;
  since: string;
}

/**
 * All that is remembered of a job's progress: one JSON document, written whole. Steps are in the workflow's order; the last
 * is the one at work, unless it is finished. An empty object is a job that has not begun.
 */
export interface JobState {
  steps?: StepRecord[];
  unwinding?: Failure;
}
