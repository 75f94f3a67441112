import { quote } from '../output/quote';
import { UsageError } from '../usage-error';

/**
 * `KEY=VALUE` options as the flat keys that CreateMachine takes: `metadata.KEY`, `tag.KEY`. Values that look like a
 * boolean or a number become one, as in the shipped command.
 */
export function parsePairs(
  kind: 'metadata' | 'tag',
  pairs: readonly string[],
): Record<string, string | number | boolean> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new UsageError(`--${kind}: ${quote(pair)} is not KEY=VALUE`);
      return [`${kind}.${pair.slice(0, at)}`, typed(pair.slice(at + 1))];
    }),
  );
}

function typed(value: string): string | number | boolean {
  if (value === 'true' || value === 'false') return value === 'true';
  // Only a number that is written the same again: "007" and 20 digits are texts.
  return /^-?[0-9]/.test(value) && String(Number(value)) === value ? Number(value) : value;
}
