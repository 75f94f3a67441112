import { CommandFailure } from './command-failure';
import { nameFault } from './dataset-name';
import { findSubject } from './find-subject';
import type { PoolTransaction } from './pool-transaction';
import type { SubjectType } from './properties/property-table';
import type { Subject } from './properties/read-property';

/** What the operand of a command names, if it is of one of the types; otherwise why it cannot be opened. */
export function openSubject(
  tx: PoolTransaction,
  operand: string,
  types: ReadonlySet<SubjectType>,
): Subject | { fault: string } {
  const fault = openFault(tx, operand, types);
  return fault === undefined ? (findSubject(tx, operand) as Subject) : { fault: `cannot open '${operand}': ${fault}` };
}

/** Like `openSubject`, ending the command when it cannot be opened. */
export function mustOpen(tx: PoolTransaction, operand: string, types: ReadonlySet<SubjectType>): Subject {
  const opened = openSubject(tx, operand, types);
  if ('fault' in opened) throw new CommandFailure(opened.fault);
  return opened;
}

export const DATASETS: ReadonlySet<SubjectType> = new Set(['filesystem', 'volume']);
export const SNAPSHOTS: ReadonlySet<SubjectType> = new Set(['snapshot']);
export const EVERYTHING: ReadonlySet<SubjectType> = new Set(['filesystem', 'volume', 'snapshot']);

function openFault(tx: PoolTransaction, operand: string, types: ReadonlySet<SubjectType>): string | undefined {
  const wrong = nameFault(operand);
  if (wrong !== undefined) return wrong;
  const isSnapshot = operand.includes('@');
  if (isSnapshot && !types.has('snapshot')) return "snapshot delimiter '@' is not expected here";
  if (!isSnapshot && types.size === 1 && types.has('snapshot')) return "missing '@' delimiter in snapshot name";
  const found = findSubject(tx, operand);
  if (found === undefined) return 'dataset does not exist';
  const type = found.snapshot ? 'snapshot' : found.dataset.type;
  return types.has(type) ? undefined : 'operation not applicable to datasets of this type';
}
