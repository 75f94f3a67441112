import type { Change } from './change-vm';
import type { VmConfig } from './vm-config';

export interface OperationOptions {
  /** Names the operation. Asked for again under the same name after it had its effect, it does nothing and succeeds. */
  operationId?: string;
}

/** A VM remembers this many operations: more than can be asked for again after a crash, since they come one by one. */
const REMEMBERED = 32;

export function wasApplied({ applied = [] }: VmConfig, { operationId }: OperationOptions): boolean {
  return operationId !== undefined && applied.includes(operationId);
}

/** Lets the effect of a change and the memory of its operation become durable in one write. */
export function markApplied(change: Change, { operationId }: OperationOptions): Change {
  if (operationId === undefined || !change.to) return change;
  const applied = [...(change.to.applied ?? []), operationId].slice(-REMEMBERED);
  return { ...change, to: { ...change.to, applied } };
}
