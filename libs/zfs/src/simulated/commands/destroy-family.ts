import type { PoolTransaction } from '../pool-transaction';
import { destroySnapshots } from './destroy-snapshots';

/** Destroys a dataset, all below it and their snapshots; with `withClones` also what was cloned from them elsewhere. */
export function destroyFamily(tx: PoolTransaction, name: string, options: { withClones: boolean }): void {
  for (const child of tx.childNames(name)) destroyFamily(tx, child, options);
  const dataset = tx.find(name);
  if (dataset === undefined) return;
  const snapshots = dataset.snapshots.map((snapshot) => `${name}@${snapshot.name}`).reverse();
  destroySnapshots(tx, snapshots, options);
  tx.remove(name);
}
