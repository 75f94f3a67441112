import type { PoolTransaction } from '../pool-transaction';

/** Moves a dataset with all below it to another place. Snapshots' clones elsewhere keep up. */
export function moveDataset(tx: PoolTransaction, from: string, to: string): void {
  const dataset = tx.get(from);
  const children = tx.childNames(from);
  const blocks = dataset.snapshots.map(
    (snapshot) => [snapshot.name, tx.snapshotBlocks(`${from}@${snapshot.name}`)] as const,
  );
  tx.save({ ...dataset, name: to, usedByChildren: 0 });
  for (const child of children) moveDataset(tx, child, `${to}/${child.slice(from.length + 1)}`);
  for (const [name, map] of blocks) {
    tx.saveSnapshotBlocks(`${to}@${name}`, map);
    moveClones(tx, `${from}@${name}`, `${to}@${name}`);
  }
  const { origin } = tx.get(from);
  tx.remove(from);
  if (origin) {
    tx.addClone(origin.snapshot, to);
    tx.save({ ...tx.get(to), origin });
  }
}

/** Lets the clones of a snapshot know its new name. */
export function moveClones(tx: PoolTransaction, from: string, to: string): void {
  for (const clone of tx.clonesOf(from)) {
    tx.removeClone(from, clone);
    tx.addClone(to, clone);
    const dataset = tx.get(clone);
    if (dataset.origin) tx.save({ ...dataset, origin: { ...dataset.origin, snapshot: to } });
  }
}
