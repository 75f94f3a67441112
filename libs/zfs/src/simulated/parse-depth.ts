import { usageFailure } from './usage-failure';

/** How deep `-d` and `-r` (or naming nothing, hence everything) let a command descend; undefined: not at all. */
export function parseDepth(limit: string | undefined, recursive: boolean, usage: string): number | undefined {
  if (limit === undefined) return recursive ? Infinity : undefined;
  if (!/^\s*[-+]?\d+$/.test(limit)) throw usageFailure(`${limit} is not an integer`, usage);
  if (Number(limit) < 0) throw usageFailure('Depth can not be negative.', usage);
  return Number(limit);
}
