import type { Dataset } from './dataset';
import { openSubject } from './open-dataset';
import type { PoolTransaction } from './pool-transaction';
import { subjectName, type Subject } from './properties/read-property';
import type { SubjectType } from './properties/property-table';

/** What `zfs list` and `zfs get` shall look at. */
export interface Selection {
  readonly operands: readonly string[];
  readonly types: ReadonlySet<SubjectType>;
  /** Whether snapshots are looked for below what is named, if `types` has them. */
  readonly withSnapshots: boolean;
  /** Levels to descend; snapshots are one level below their dataset. Undefined: only what is named. */
  readonly depth: number | undefined;
}

/** Everything selected, in zfs's order, and a complaint for each operand that cannot be looked at. */
export function selectSubjects(
  tx: PoolTransaction,
  selection: Selection,
): { subjects: Subject[]; complaints: string[] } {
  const { operands, types, depth } = selection;
  const complaints: string[] = [];
  const seen = new Map<string, Subject>();
  const accepted = new Set(types);
  if (depth !== undefined) {
    accepted.add('filesystem');
    if (types.has('snapshot')) accepted.add('volume');
  }
  for (const operand of operands) {
    const opened = openSubject(tx, operand, accepted);
    if ('fault' in opened) complaints.push(opened.fault);
    else for (const subject of below(tx, opened, selection)) seen.set(subjectName(subject), subject);
  }
  return { subjects: [...seen.values()].sort(byPlace), complaints };
}

/** By name of dataset, character by character; a dataset before its snapshots, these as they were taken. */
export function byPlace(a: Subject, b: Subject): number {
  if (a.dataset.name !== b.dataset.name) return a.dataset.name < b.dataset.name ? -1 : 1;
  if (!a.snapshot || !b.snapshot) return a.snapshot ? 1 : b.snapshot ? -1 : 0;
  const names = a.dataset.snapshots.map(({ name }) => name);
  return names.indexOf(a.snapshot.name) - names.indexOf(b.snapshot.name);
}

function* below(tx: PoolTransaction, top: Subject, { types, withSnapshots, depth }: Selection): Generator<Subject> {
  if (top.snapshot) {
    yield top;
    return;
  }
  const family: Iterable<Dataset> = depth === undefined ? [top.dataset] : tx.family(top.dataset.name, depth);
  const levels = top.dataset.name.split('/').length;
  for (const dataset of family) {
    if (types.has(dataset.type)) yield { dataset };
    if (!withSnapshots || !types.has('snapshot') || depth === undefined) continue;
    if (dataset.name.split('/').length - levels >= depth) continue;
    for (const snapshot of dataset.snapshots) yield { dataset, snapshot };
  }
}
