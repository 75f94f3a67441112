import { UsageError } from './usage-error';

/** `KEY=VALUE` options as the flat keys that CreateMachine takes: `metadata.KEY`, `tag.KEY`. */
export function parsePairs(kind: 'metadata' | 'tag', pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new UsageError(`--${kind}: "${pair.slice(0, 64)}" is not KEY=VALUE`);
      return [`${kind}.${pair.slice(0, at)}`, pair.slice(at + 1)];
    }),
  );
}
