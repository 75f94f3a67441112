import type { Dataset } from './dataset';
import type { PoolTransaction } from './pool-transaction';
import type { Subject } from './properties/read-property';
import type { SubjectType } from './properties/property-table';
import { findSubject } from './find-subject';

/** What `zfs list` and `zfs get` shall look at. */
export interface Selection {
  readonly operands: readonly string[];
  readonly types: ReadonlySet<SubjectType>;
  /** Levels to descend; snapshots are one level below their dataset. */
  readonly depth: number;
}

/** Everything selected, in zfs's order, and a complaint for each operand that names nothing. */
export function selectSubjects(
  tx: PoolTransaction,
  { operands, types, depth }: Selection,
): { subjects: Subject[]; complaints: string[] } {
  const complaints: string[] = [];
  const seen = new Map<string, Subject>();
  const add = (subject: Subject): void => {
    const { dataset, snapshot } = subject;
    seen.set(snapshot ? `${dataset.name}@${snapshot.name}` : dataset.name, subject);
  };
  for (const operand of operands) {
    const found = findSubject(tx, operand);
    if (found === undefined) complaints.push(`cannot open '${operand}': dataset does not exist`);
    else if (found.snapshot) add(found);
    else if (depth === 0 && types.has(found.dataset.type)) add(found);
    else
      for (const dataset of tx.family(found.dataset.name, depth))
        walk(dataset, levelsBelow(operand, dataset.name), types, depth, add);
  }
  return { subjects: [...seen.values()], complaints };
}

function walk(
  dataset: Dataset,
  level: number,
  types: Selection['types'],
  depth: number,
  add: (subject: Subject) => void,
): void {
  if (types.has(dataset.type)) add({ dataset });
  if (types.has('snapshot') && level < depth) for (const snapshot of dataset.snapshots) add({ dataset, snapshot });
}

function levelsBelow(top: string, name: string): number {
  return name.split('/').length - top.split('/').length;
}
