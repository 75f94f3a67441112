import type { PoolTransaction } from '../pool-transaction';
import { removeSnapshot } from '../space/remove-snapshot';

/** Destroys snapshots by full name, all of them or none: answers why not, one line for each in the way. */
export function destroySnapshots(tx: PoolTransaction, names: readonly string[]): string[] {
  const present = [...new Set(names)].filter((full) => find(tx, full) !== undefined);
  const faults = present.flatMap((full) => {
    const fault = faultOf(tx, full);
    return fault === undefined ? [] : [`cannot destroy snapshot ${full}: ${fault}`];
  });
  if (faults.length > 0) return faults;
  for (const full of present) {
    const [name = '', short = ''] = full.split('@');
    tx.save(removeSnapshot(tx, tx.get(name), short));
  }
  return [];
}

function faultOf(tx: PoolTransaction, full: string): string | undefined {
  if ((find(tx, full)?.holds.length ?? 0) > 0) return 'dataset is busy';
  return tx.clonesOf(full).length > 0 ? 'snapshot is cloned' : undefined;
}

function find(tx: PoolTransaction, full: string): { readonly holds: readonly string[] } | undefined {
  const [name = '', short = ''] = full.split('@');
  return tx.find(name)?.snapshots.find((one) => one.name === short);
}
