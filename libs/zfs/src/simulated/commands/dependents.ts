import type { PoolTransaction } from '../pool-transaction';

/**
 * Everything that has to go before `name` (a dataset or snapshot) can: all below it, its snapshots and their clones, wherever
 * they are; each after what depends on itself. A clone that is also below `name` is met twice, as zfs meets it.
 */
export function dependentsOf(tx: PoolTransaction, name: string): string[] {
  if (name.includes('@')) return tx.clonesOf(name).flatMap((clone) => [...dependentsOf(tx, clone), clone]);
  const children = tx.childNames(name).flatMap((child) => [...dependentsOf(tx, child), child]);
  const snapshots = (tx.find(name)?.snapshots ?? []).map((snapshot) => `${name}@${snapshot.name}`);
  return [...children, ...snapshots.flatMap((snapshot) => [...dependentsOf(tx, snapshot), snapshot])];
}
