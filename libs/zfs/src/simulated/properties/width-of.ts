import type { Property } from './property-table';

const NUMBER_WIDTH = 5;
/** Properties that are one of some words get a column as wide as the longest of these. */
const LONGEST_WORDS: Readonly<Record<string, number>> = {
  type: 'filesystem'.length,
  compression: 'zstd-fast-1000'.length,
  checksum: 'fletcher2'.length,
  encryption: 'aes-256-ccm'.length,
  volmode: 'default'.length,
  referenced: 8,
};

/** Characters zfs keeps for a property's column. Numbers never need more than five, but under `list -p`. */
export function widthOf({ name, column, numeric, allowedText }: Property, value: string): number {
  const heading = column.length;
  if (LONGEST_WORDS[name] !== undefined) return Math.max(heading, LONGEST_WORDS[name]);
  if (allowedText !== undefined) return Math.max(heading, ...allowedText.split(' | ').map((word) => word.length));
  if (numeric && name !== 'creation') return Math.max(heading, NUMBER_WIDTH);
  return Math.max(heading, value.length);
}
