import type { Dataset } from '../dataset';

/** The part of a reference reservation that its dataset has not written yet. */
export function usedByRefreservation({ refreservation, unique }: Dataset): number {
  return Math.max(0, refreservation - unique);
}

/** Bytes a dataset with all below it uses. */
export function usedBytes(dataset: Dataset): number {
  return dataset.usedByHead + dataset.usedBySnapshots + usedByRefreservation(dataset) + dataset.usedByChildren;
}

/** Bytes a dataset costs its parent. */
export function chargedBytes(dataset: Dataset): number {
  return Math.max(usedBytes(dataset), dataset.reservation);
}
