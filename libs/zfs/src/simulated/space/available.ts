import type { Dataset } from '../dataset';
import type { PoolTransaction } from '../pool-transaction';
import { usedBytes } from './charge';

/**
 * Bytes that can still be charged to `dataset`: what its parent has, its own unused reservation on top, within its quota.
 * The kernel's `dsl_dir_space_available()`.
 */
export function availableToCharge(tx: PoolTransaction, dataset: Dataset): number {
  const used = usedBytes(dataset);
  const parent = tx.parentOf(dataset.name);
  const quota = dataset.quota === 0 ? Infinity : dataset.quota;
  if (parent === undefined) return Math.max(0, Math.min(quota, tx.usableBytes(dataset.name)) - used);
  if (used > quota) return 0;
  return Math.min(availableToCharge(tx, parent) + Math.max(0, dataset.reservation - used), quota - used);
}

/** The property `available`: what can be written to the dataset, its own reference reservation included. */
export function availableToWrite(tx: PoolTransaction, dataset: Dataset): number {
  const { refquota, referenced, refreservation, unique } = dataset;
  const bytes = availableToCharge(tx, dataset) + Math.max(0, refreservation - unique);
  return refquota === 0 ? bytes : Math.min(bytes, Math.max(0, refquota - referenced));
}
