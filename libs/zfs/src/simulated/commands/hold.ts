import { CommandFailure } from '../command-failure';
import { parseOptions } from '../parse-options';
import type { PoolTransaction } from '../pool-transaction';
import { namedSnapshots } from './named-snapshots';
import { usageFailure } from '../usage-failure';

/** `zfs hold` and `zfs release`: a held snapshot cannot be destroyed. */
export function hold(tx: PoolTransaction, args: readonly string[], release: boolean): string {
  const usage = `${release ? 'release' : 'hold'} [-r] <tag> <snapshot> ...`;
  const { flags, operands } = parseOptions(args, 'r', usage);
  const [tag, ...targets] = operands;
  if (tag === undefined || targets.length === 0) throw usageFailure('too few arguments', usage);
  for (const target of targets) {
    const names = namedSnapshots(tx, target, flags.has('r'));
    if (names.length === 0) throw new CommandFailure(`cannot open '${target}': dataset does not exist`);
    for (const name of names) change(tx, name, tag, release);
  }
  return '';
}

function change(tx: PoolTransaction, full: string, tag: string, release: boolean): void {
  const [name = '', short = ''] = full.split('@');
  const dataset = tx.get(name);
  const fail = (why: string): never => {
    throw new CommandFailure(`cannot ${release ? 'release hold from' : 'hold'} snapshot '${full}': ${why}`);
  };
  const snapshots = dataset.snapshots.map((one) => {
    if (one.name !== short) return one;
    if (release && !one.holds.includes(tag)) fail('no such tag on this dataset');
    if (!release && one.holds.includes(tag)) fail('tag already exists on this dataset');
    return { ...one, holds: release ? one.holds.filter((other) => other !== tag) : [...one.holds, tag] };
  });
  tx.save({ ...dataset, snapshots });
}
