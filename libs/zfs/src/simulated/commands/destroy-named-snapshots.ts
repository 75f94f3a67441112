import { CommandFailure } from '../command-failure';
import { DryRun } from '../dry-run';
import { DATASETS, mustOpen } from '../open-dataset';
import type { PoolTransaction } from '../pool-transaction';
import { formatSize } from '../properties/format-size';
import { removeSnapshot } from '../space/remove-snapshot';
import { announce } from './announce';
import { dependentsOf } from './dependents';
import { destroyFamily } from './destroy-family';
import type { Destroyed } from './destroyed';
import { destroySnapshots } from './destroy-snapshots';
import { namedSnapshots } from './named-snapshots';

/** `zfs destroy` of `dataset@snapshots`; with `-r` of that name in everything below as well. */
export function destroyNamedSnapshots(tx: PoolTransaction, target: string, flags: ReadonlySet<string>): Destroyed {
  const [top = ''] = target.split('@');
  mustOpen(tx, top, DATASETS);
  const names = namedSnapshots(tx, target, flags.has('r') || flags.has('R'));
  const cloned = flags.has('R') ? [] : names.filter((name) => tx.clonesOf(name).length > 0);
  // Having found a clone, zfs goes on as if it only tried.
  if (cloned.length > 0) {
    return { stdout: announce(names, new Set([...flags, 'n'])), complaints: cloned.map((name) => hasClones(tx, name)) };
  }
  const lines = announce(names, flags);
  if (names.length === 0) throw new CommandFailure('could not find any snapshots to destroy; check snapshot names.');

  const stdout = lines + reclaimLine(tx, names, flags);
  if (flags.has('n')) throw new DryRun(stdout);
  const clones = [...new Set(names.flatMap((name) => dependentsOf(tx, name)))];
  const complaints = names.flatMap((name) => tx.clonesOf(name)).flatMap((clone) => destroyFamily(tx, clone));
  return {
    stdout: stdout + announce(clones, flags),
    complaints: complaints.length > 0 ? complaints : destroySnapshots(tx, names),
  };
}

function hasClones(tx: PoolTransaction, name: string): string {
  const clones = dependentsOf(tx, name).join('\n');
  return `cannot destroy '${name}': snapshot has dependent clones\nuse '-R' to destroy the following datasets:\n${clones}`;
}

function reclaimLine(tx: PoolTransaction, names: readonly string[], flags: ReadonlySet<string>): string {
  if (!flags.has('v') && !flags.has('p')) return '';
  const bytes = reclaimedBytes(tx, names);
  if (flags.has('p')) return `reclaim\t${bytes}\n`;
  return `${flags.has('n') ? 'would' : 'will'} reclaim ${formatSize(bytes, 'B')}\n`;
}

/** Bytes that go with the snapshots. Tried out on the datasets' own records, holds and clones notwithstanding. */
function reclaimedBytes(tx: PoolTransaction, names: readonly string[]): number {
  let bytes = 0;
  for (const name of new Set(names.map((full) => full.split('@', 1)[0] as string))) {
    const before = tx.get(name);
    const blocks = before.snapshots.map(
      (one) => [`${name}@${one.name}`, tx.snapshotBlocks(`${name}@${one.name}`)] as const,
    );
    let left = before;
    for (const full of names) {
      const [dataset, short = ''] = full.split('@');
      if (dataset === name) left = removeSnapshot(tx, left, short);
    }
    bytes += before.usedBySnapshots - left.usedBySnapshots;
    for (const [full, map] of blocks) tx.saveSnapshotBlocks(full, map);
  }
  return bytes;
}
