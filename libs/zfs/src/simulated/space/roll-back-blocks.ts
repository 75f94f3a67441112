import type { Dataset } from '../dataset';
import type { BlockMap } from './block-map';
import { bytesOf, runsOf, runsOnlyIn } from './block-runs';
import { changeBlocks, geometryOf } from './change-blocks';

/** The dataset with the blocks of its last snapshot again. What only snapshots still had becomes the dataset's as well. */
export function rollBackBlocks(dataset: Dataset, blocks: BlockMap): Dataset {
  const geometry = geometryOf(dataset);
  const back = runsOf(blocks, geometry);
  const last = dataset.snapshots.at(-1);
  const returned = runsOnlyIn(back, runsOf(dataset.blocks, geometry)).filter(({ birth }) => birth <= (last?.txg ?? 0));
  const originTxg = dataset.origin?.txg ?? 0;
  const previousTxg = dataset.snapshots.at(-2)?.txg ?? originTxg;
  const snapshots = dataset.snapshots.map((one) =>
    one === last ? { ...one, unique: one.unique - bytesOf(returned, previousTxg) } : one,
  );
  const usedBySnapshots = dataset.usedBySnapshots - bytesOf(returned, originTxg);
  return changeBlocks({ ...dataset, snapshots, usedBySnapshots }, blocks);
}
