import { CommandFailure } from '../command-failure';
import type { PoolTransaction } from '../pool-transaction';

/** The snapshots a specification means that exist: names with commas, `a%b` for a range; `recursive` in all datasets below. */
export function namedSnapshots(tx: PoolTransaction, target: string, recursive: boolean): string[] {
  const [name = '', specification = ''] = target.split('@');
  if (tx.find(name) === undefined) throw new CommandFailure(`cannot open '${name}': dataset does not exist`);
  const datasets = [...tx.family(name, recursive ? Infinity : 0)];
  return datasets.flatMap((dataset) => {
    const existing = dataset.snapshots.map((snapshot) => snapshot.name);
    // One that is named twice is meant once.
    const meant = new Set(specification.split(',').flatMap((part) => inRange(existing, part)));
    return existing.filter((short) => meant.has(short)).map((short) => `${dataset.name}@${short}`);
  });
}

function inRange(existing: readonly string[], part: string): readonly string[] {
  if (!part.includes('%')) return existing.includes(part) ? [part] : [];
  const [from = '', to = ''] = part.split('%');
  const first = from === '' ? 0 : existing.indexOf(from);
  const last = to === '' ? existing.length - 1 : existing.indexOf(to);
  return first === -1 || last === -1 ? [] : existing.slice(first, last + 1);
}
