import type { PoolTransaction } from '../pool-transaction';
import type { Dataset } from '../dataset';
import { availableToCharge } from '../space/available';
import { usedBytes } from '../space/charge';
import type { Assignment } from './check-assignment';
import { withVolsize } from './with-volsize';

const TOO_LARGE = 'size is greater than available space';
const TOO_SMALL = 'size is less than current used or reserved space';

/** Sets one property as the kernel does, in a transaction of its own. Answers why not, or undefined when it is done. */
export function applyAssignment(
  tx: PoolTransaction,
  dataset: Dataset,
  { name, value }: Assignment,
): string | undefined {
  if (typeof value === 'string') {
    tx.save({ ...dataset, properties: { ...dataset.properties, [name]: value } });
    return undefined;
  }
  const refusal = REFUSALS[name]?.(tx, dataset, value);
  if (refusal !== undefined) return refusal;
  tx.save(name === 'volsize' ? withVolsize(tx, dataset, value) : withLimit(dataset, name, value));
  return undefined;
}

function withLimit(dataset: Dataset, name: string, value: number): Dataset {
  const { unlimited = [] } = dataset;
  const isNew = value === 0 && !unlimited.includes(name);
  return { ...dataset, [name]: value, ...(isNew ? { unlimited: [...unlimited, name] } : {}) };
}

type Refusal = (tx: PoolTransaction, dataset: Dataset, value: number) => string | undefined;

const REFUSALS: Readonly<Record<string, Refusal>> = {
  quota(_tx, dataset, value) {
    const tooSmall = value !== 0 && (value < dataset.reservation || value < usedBytes(dataset));
    return tooSmall ? TOO_SMALL : undefined;
  },
  refquota(_tx, dataset, value) {
    const tooSmall = value !== 0 && (value < dataset.referenced || value < dataset.refreservation);
    return tooSmall ? TOO_SMALL : undefined;
  },
  reservation(tx, dataset, value) {
    const used = usedBytes(dataset);
    const growth = Math.max(used, value) - Math.max(used, dataset.reservation);
    if (growth <= 0) return undefined;
    const parent = tx.parentOf(dataset.name);
    const available = parent ? availableToCharge(tx, parent) : availableToCharge(tx, dataset);
    return growth > available || (dataset.quota > 0 && value > dataset.quota) ? TOO_LARGE : undefined;
  },
  refreservation(tx, dataset, value) {
    const growth = Math.max(dataset.unique, value) - Math.max(dataset.unique, dataset.refreservation);
    if (growth <= 0) return undefined;
    const tooLarge = growth > availableToCharge(tx, dataset) || (dataset.refquota > 0 && value > dataset.refquota);
    return tooLarge ? TOO_LARGE : undefined;
  },
};
