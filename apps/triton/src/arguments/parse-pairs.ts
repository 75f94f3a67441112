import { quote } from '../output/quote';
import { UsageError } from '../usage-error';

/** Values of tags and metadata. */
export type Labels = Record<string, string | number | boolean>;

/**
 * `KEY=VALUE` options as the flat keys that CreateMachine takes: `metadata.KEY`, `tag.KEY`. Values that look like a
 * boolean or a number become one, as in the shipped command.
 */
export function parsePairs(kind: 'metadata' | 'tag', pairs: readonly string[]): Labels {
  return flatLabels(kind, parseLabels(pairs, `--${kind}: `));
}

/** Labels under the flat keys of CreateMachine. */
export function flatLabels(kind: 'metadata' | 'tag', labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [`${kind}.${key}`, value]));
}

/** `KEY=VALUE` arguments as an object; `where` they stand begins the message of a fault. */
export function parseLabels(pairs: readonly string[], where = ''): Labels {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new UsageError(`${where}${quote(pair)} is not KEY=VALUE`);
      return [pair.slice(0, at), typed(pair.slice(at + 1))];
    }),
  );
}

function typed(value: string): string | number | boolean {
  if (value === 'true' || value === 'false') return value === 'true';
  // Only a number that is written the same again: "007" and 20 digits are texts.
  return /^-?[0-9]/.test(value) && String(Number(value)) === value ? Number(value) : value;
}
