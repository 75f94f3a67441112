import type { Column, DatasetFacts, SequenceCommand } from '../random/recording';

/**
 * What may differ between the pools, and why. Everything else is compared to the byte.
 *
 * An indirect block holds the addresses and checksums of the blocks below it, and is compressed: how well depends on what
 * was written and where it went. One block more or less than our formula is at most some sectors, in two copies.
 */
const INDIRECT_BLOCK_BYTES = 4096;
const POINTERS_OF_AN_INDIRECT_BLOCK = 1024;

/** The pool's own metadata, and what other episodes left to be freed, show only where no quota limits what is available. */
export const POOL_BYTES = 64 * 1024 ** 2;

const SIZES: readonly Column[] = [
  ...(['used', 'available', 'referenced', 'usedbydataset', 'usedbysnapshots'] as const),
  ...(['usedbyrefreservation', 'usedbychildren', 'written'] as const),
];

/** Bytes by which space may differ after `command`, more than before it. */
export function slackOf(command: SequenceCommand, volblocksize: number): number {
  if (!('write' in command)) return 0;
  const blocks = command.lengthBytes / volblocksize;
  return INDIRECT_BLOCK_BYTES * (Math.ceil(blocks / POINTERS_OF_AN_INDIRECT_BLOCK) + 1);
}

/** Whether two values of a column mean the same. */
export function agree(column: Column, real: DatasetFacts, simulated: DatasetFacts, slackBytes: number): boolean {
  const [a, b] = [real[column], simulated[column]];
  if (a === b) return true;
  if (!SIZES.includes(column) || a === '-' || b === '-') return false;
  const difference = Math.abs(Number(a) - Number(b));
  return difference <= slackBytes || (column === 'available' && isOfThePool(a) && difference <= POOL_BYTES);
}

/** No episode has a quota of a TiB. */
function isOfThePool(available: string): boolean {
  return Number(available) > 1024 ** 4;
}
