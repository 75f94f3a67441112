import { LARGEST_SIZE_MIB } from '@triton/schemas/disk-size';
import { quote } from '../output/quote';
import { UsageError } from '../usage-error';

const MIB_IN: Readonly<Record<string, number>> = { '': 1, M: 1, G: 1024, T: 1024 * 1024 };

/** A size in MiB from what a person types: `20480`, `20G`, `1T` (binary units). Throws UsageError for anything else. */
export function parseSize(text: string): number {
  const match = /^([0-9]{1,12})(?:([MGT])(?:iB|B)?)?$/i.exec(text);
  const sizeMib = match ? Number(match[1]) * (MIB_IN[(match[2] ?? '').toUpperCase()] ?? NaN) : NaN;
  if (Number.isSafeInteger(sizeMib) && sizeMib >= 1 && sizeMib <= LARGEST_SIZE_MIB) return sizeMib;
  throw new UsageError(
    `${quote(text)} is not a size: give whole mebibytes (20480), or a whole number with G or T (20G)`,
  );
}

/** The same, or the word `remaining`: all the space that the instance has left. */
export function parseSizeOrRemaining(text: string): number | 'remaining' {
  return text === 'remaining' ? 'remaining' : parseSize(text);
}
