import { EVERYTHING, openSubject } from '../open-dataset';
import { parseAssignments } from '../parse-assignments';
import type { PoolTransaction } from '../pool-transaction';
import { isUserProperty } from '../properties/property-table';
import { subjectName, type Subject } from '../properties/read-property';
import { setProperties } from '../properties/set-properties';
import { byPlace } from '../select-subjects';
import { usageFailure } from '../usage-failure';

const USAGE = 'set <property=value> ... <filesystem|volume|snapshot> ...';

/** `zfs set`. Answers the complaints; what could be set is set all the same. */
export function set(tx: PoolTransaction, args: readonly string[]): string[] {
  const [first] = args;
  if (first?.startsWith('-')) throw usageFailure(`invalid option '${first[1] ?? ''}'`, USAGE);
  if (first === undefined) throw usageFailure('missing arguments', USAGE);
  const start = args.findIndex((arg) => !arg.includes('='));
  if (start === 0 && args.length === 1) throw usageFailure('missing property=value argument(s)', USAGE);
  if (start === -1) throw usageFailure('missing dataset name(s)', USAGE);
  const targets = args.slice(start);
  if (targets.some((target) => target.includes('='))) throw usageFailure('invalid argument order', USAGE);

  const texts = parseAssignments(args.slice(0, start), 255);
  const complaints: string[] = [];
  const subjects: Subject[] = [];
  for (const target of targets) {
    const opened = openSubject(tx, target, EVERYTHING);
    if ('fault' in opened) complaints.push(opened.fault);
    else subjects.push(opened);
  }
  for (const subject of subjects.sort(byPlace)) {
    const name = subjectName(subject);
    const reasons = subject.snapshot
      ? setOnSnapshot(tx, subject, texts)
      : setProperties(tx, name, texts).map(({ reason }) => reason);
    complaints.push(...reasons.map((reason) => `cannot set property for '${name}': ${reason}`));
  }
  return complaints;
}

function setOnSnapshot(
  tx: PoolTransaction,
  { dataset: { name }, snapshot }: Subject,
  texts: ReadonlyMap<string, string>,
): string[] {
  if (![...texts.keys()].every(isUserProperty)) return ['this property can not be modified for snapshots'];
  const dataset = tx.get(name);
  const snapshots = dataset.snapshots.map((one) =>
    one.name === snapshot?.name ? { ...one, properties: { ...one.properties, ...Object.fromEntries(texts) } } : one,
  );
  tx.save({ ...dataset, snapshots });
  return [];
}
