import { lastSharedTxg, type Dataset } from '../dataset';
import type { BlockMap } from './block-map';
import { bytesOf, runsOf, runsOnlyIn, type Geometry } from './block-runs';

const FILESYSTEM_BLOCK_BYTES = 128 * 1024;

/** What OpenZFS 2.1.11 allocates for an empty volume (12 KiB) and an empty filesystem (24 KiB). */
export function geometryOf({ type, volblocksize }: Pick<Dataset, 'type' | 'volblocksize'>): Geometry {
  if (type === 'filesystem') return { blockBytes: FILESYSTEM_BLOCK_BYTES, rootBytes: 1024, bodyBytes: 23 * 1024 };
  return { blockBytes: volblocksize ?? 8192, rootBytes: 1024, bodyBytes: 11 * 1024 };
}

/** `dataset` with `blocks` instead of its own, its space accounts with it. Blocks the last snapshot knows become the snapshots'. */
export function changeBlocks(dataset: Dataset, blocks: BlockMap): Dataset {
  const geometry = geometryOf(dataset);
  const runs = runsOf(blocks, geometry);
  const shared = lastSharedTxg(dataset);
  const originTxg = dataset.origin?.txg ?? 0;
  const sizes = { referenced: bytesOf(runs), unique: bytesOf(runs, shared), usedByHead: bytesOf(runs, originTxg) };
  const last = dataset.snapshots.at(-1);
  if (last === undefined) return { ...dataset, blocks, ...sizes };
  const left = runsOnlyIn(runsOf(dataset.blocks, geometry), runs).filter(({ birth }) => birth <= shared);
  return {
    ...dataset,
    blocks,
    ...sizes,
    usedBySnapshots: dataset.usedBySnapshots + bytesOf(left, originTxg),
    snapshots: [
      ...dataset.snapshots.slice(0, -1),
      { ...last, unique: last.unique + bytesOf(left, dataset.snapshots.at(-2)?.txg ?? originTxg) },
    ],
  };
}
