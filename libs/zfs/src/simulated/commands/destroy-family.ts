import { CommandFailure } from '../command-failure';
import type { PoolTransaction } from '../pool-transaction';
import { dependentsOf } from './dependents';
import { destroySnapshots } from './destroy-snapshots';

/**
 * Destroys all that depends on a dataset, clones elsewhere included, then itself. As zfs does it: snapshots next to each other go
 * together or not at all, and what cannot be destroyed does not keep the others. Answers the complaints.
 */
export function destroyFamily(tx: PoolTransaction, name: string): string[] {
  const complaints: string[] = [];
  let snapshots: string[] = [];
  const flush = (): boolean => {
    const faults = destroySnapshots(tx, snapshots);
    snapshots = [];
    complaints.push(...faults);
    return faults.length === 0;
  };
  for (const one of [...dependentsOf(tx, name), name]) {
    if (one.includes('@')) snapshots.push(one);
    else if (flush() && one.includes('/')) complaints.push(...destroyAlone(tx, one));
  }
  flush();
  return complaints;
}

/** Destroys one dataset that nothing is left of but itself. */
export function destroyAlone(tx: PoolTransaction, name: string): string[] {
  const dataset = tx.find(name);
  if (dataset === undefined) return [];
  if (dataset.snapshots.length > 0) return [`cannot destroy '${name}': dataset is busy`];
  // The kernel's word for "has children".
  if (tx.childNames(name).length > 0) return [`cannot destroy '${name}': dataset already exists`];
  tx.remove(name);
  return [];
}

/** Destroys a pool's contents and its root; nothing can keep them. */
export function destroyEverything(tx: PoolTransaction, pool: string): void {
  for (const { name } of [...tx.family(pool)]) {
    const dataset = tx.get(name);
    tx.save({ ...dataset, snapshots: dataset.snapshots.map((snapshot) => ({ ...snapshot, holds: [] })) });
  }
  const faults = destroyFamily(tx, pool);
  if (faults.length > 0) throw new CommandFailure(faults.join('\n'));
  tx.remove(pool);
}
