import type { Answers } from './answers';

export type OperationKind = 'create' | 'grow' | 'shrink' | 'delete' | 'start' | 'stop';

/** One wish of the load, and what the API said to it. */
export interface Operation {
  /** Its `Idempotency-Key`. */
  key: string;
  machineId: string;
  kind: OperationKind;
  diskId?: string;
  sizeMib?: number;
  /** `asking`: nobody knows yet whether it was accepted. */
  outcome: 'asking' | 'accepted' | 'refused';
  jobUuid?: string;
  /** Code of the refusal. */
  code?: string;
  /** Requests it took to get an answer. */
  requests: number;
}

/** What was asked and answered, for the judgement at the end. */
export class History {
  readonly operations: Operation[] = [];

  constructor(readonly answers: Answers) {}

  begin(wish: Pick<Operation, 'key' | 'machineId' | 'kind' | 'diskId' | 'sizeMib'>): Operation {
    const operation: Operation = { ...wish, outcome: 'asking', requests: 0 };
    this.operations.push(operation);
    return operation;
  }

  get accepted(): Operation[] {
    return this.operations.filter(({ outcome }) => outcome === 'accepted');
  }
}
