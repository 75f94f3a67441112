import type { Dataset } from '../dataset';
import type { PoolTransaction } from '../pool-transaction';
import { bytesOf, runsOf, runsOnlyIn, type Run } from './block-runs';
import { changeBlocks, geometryOf } from './change-blocks';

/** The dataset without that snapshot: its own blocks are freed, its neighbours answer for what it shared with them. */
export function removeSnapshot(tx: PoolTransaction, dataset: Dataset, name: string): Dataset {
  const geometry = geometryOf(dataset);
  const index = dataset.snapshots.findIndex((snapshot) => snapshot.name === name);
  const gone = dataset.snapshots[index];
  if (gone === undefined) return dataset;
  const snapshots = dataset.snapshots.filter((snapshot) => snapshot !== gone);
  const runsAt = (at: number): Run[] => {
    const snapshot = snapshots[at];
    return runsOf(snapshot ? tx.snapshotBlocks(`${dataset.name}@${snapshot.name}`) : dataset.blocks, geometry);
  };
  const uniqueAt = (at: number): number =>
    bytesOf(runsOnlyIn(runsAt(at), runsAt(at + 1)), snapshots[at - 1]?.txg ?? dataset.origin?.txg ?? 0);
  const recounted = snapshots.map((snapshot, at) =>
    at === index - 1 || at === index ? { ...snapshot, unique: uniqueAt(at) } : snapshot,
  );
  tx.removeSnapshotBlocks(`${dataset.name}@${name}`);
  const usedBySnapshots = dataset.usedBySnapshots - gone.unique;
  // The blocks stay what they are; which of them are the head's alone may have changed.
  return changeBlocks({ ...dataset, snapshots: recounted, usedBySnapshots }, dataset.blocks);
}
