import type { Dataset } from '../dataset';
import type { PoolTransaction } from '../pool-transaction';
import { usedBytes } from './charge';

/**
 * Whether there is room for a dataset at its new place. What it costs its common ancestors with the old place is not counted
 * twice. The kernel's `dsl_dir_transfer_possible()`.
 */
export function canMove(tx: PoolTransaction, from: string, to: string): boolean {
  const dataset = tx.get(from);
  const [oldParent, newParent] = [tx.parentOf(from), tx.parentOf(to)];
  if (!oldParent || !newParent || oldParent.name === newParent.name) return true;
  const bytes = Math.max(usedBytes(dataset), dataset.reservation);
  const ancestor = commonAncestor(oldParent.name, newParent.name);
  const delta = changeOf(tx, oldParent, -bytes, ancestor);
  return availableBelow(tx, newParent, ancestor, delta) >= bytes;
}

function commonAncestor(a: string, b: string): string {
  const [left, right] = [a.split('/'), b.split('/')];
  const differs = left.findIndex((part, index) => part !== right[index]);
  return left.slice(0, differs === -1 ? left.length : differs).join('/');
}

/** What a change of a dataset's usage means to `ancestor`: reservations on the way swallow some of it. */
function changeOf(tx: PoolTransaction, dataset: Dataset, delta: number, ancestor: string): number {
  if (dataset.name === ancestor) return delta;
  const used = usedBytes(dataset);
  const charged = Math.max(used + delta, dataset.reservation) - Math.max(used, dataset.reservation);
  const parent = tx.parentOf(dataset.name);
  return parent ? changeOf(tx, parent, charged, ancestor) : charged;
}

function availableBelow(tx: PoolTransaction, dataset: Dataset, ancestor: string, delta: number): number {
  const parent = tx.parentOf(dataset.name);
  let space = parent ? availableBelow(tx, parent, ancestor, delta) : Infinity;
  const quota = Math.min(dataset.quota || Infinity, parent ? Infinity : tx.usableBytes(dataset.name));
  let used = usedBytes(dataset);
  space += Math.max(0, dataset.reservation - used);
  if (dataset.name === ancestor) {
    used += delta;
    space -= delta;
  }
  return used > quota ? 0 : Math.min(space, quota - used);
}
