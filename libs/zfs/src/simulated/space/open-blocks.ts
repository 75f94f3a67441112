import type { BlockMap } from './block-map';

/**
 * The blocks of a snapshot as a dataset takes them over. A volume that was ever written has a log header, and opening it
 * again writes its root anew: OpenZFS charges 1024 bytes for that after a clone or a rollback.
 */
export function openBlocks(blocks: BlockMap, birth: number): BlockMap {
  const wasWritten = blocks.levels.some((ranges) => ranges.length > 0);
  return wasWritten ? { ...blocks, root: birth } : blocks;
}
