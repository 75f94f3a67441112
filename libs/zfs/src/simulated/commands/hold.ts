import { DATASETS, openSubject } from '../open-dataset';
import { parseOptions } from '../parse-options';
import type { PoolTransaction } from '../pool-transaction';
import { usageFailure } from '../usage-failure';
import { namedSnapshots } from './named-snapshots';

/** `zfs hold` and `zfs release`: a held snapshot cannot be destroyed. Answers the complaints. */
export function hold(tx: PoolTransaction, args: readonly string[], release: boolean): string[] {
  const usage = `${release ? 'release' : 'hold'} [-r] <tag> <snapshot> ...`;
  const { flags, operands } = parseOptions(args, 'r', usage);
  const [tag, ...targets] = operands;
  if (tag === undefined || targets.length === 0) throw usageFailure('', usage);
  if (!release && tag.startsWith('.')) throw usageFailure("tag may not start with '.'", usage);
  const verb = release ? 'release hold from' : 'hold';
  return targets.flatMap((target) => {
    const at = target.indexOf('@');
    if (at === -1) return [`'${target}' is not a snapshot`];
    const opened = openSubject(tx, target.slice(0, at), DATASETS);
    if ('fault' in opened) return [opened.fault];
    const names = namedSnapshots(tx, target, flags.has('r'));
    const faults = names.length === 0 ? [[target, 'dataset does not exist']] : faultsOf(tx, names, tag, release);
    if (faults.length > 0) return faults.map(([name, why]) => `cannot ${verb} snapshot '${name}': ${why}`);
    for (const name of names) change(tx, name, tag, release);
    return [];
  });
}

function faultsOf(tx: PoolTransaction, names: readonly string[], tag: string, release: boolean): [string, string][] {
  return names.flatMap((full): [string, string][] => {
    const [name = '', short] = full.split('@');
    const isHeld = tx.get(name).snapshots.some((one) => one.name === short && one.holds.includes(tag));
    if (release === isHeld) return [];
    return [[full, release ? 'no such tag on this dataset' : 'tag already exists on this dataset']];
  });
}

function change(tx: PoolTransaction, full: string, tag: string, release: boolean): void {
  const [name = '', short = ''] = full.split('@');
  const dataset = tx.get(name);
  const holdsOf = (holds: readonly string[]): string[] =>
    release ? holds.filter((one) => one !== tag) : [...holds, tag];
  const snapshots = dataset.snapshots.map((one) => (one.name === short ? { ...one, holds: holdsOf(one.holds) } : one));
  tx.save({ ...dataset, snapshots });
}
