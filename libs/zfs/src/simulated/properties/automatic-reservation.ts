import { automaticRefreservation } from '@triton/flexible-disk/automatic-refreservation';

import type { Dataset } from '../dataset';
import { type PoolTransaction } from '../pool-transaction';
import { parityVdevs } from '../parity-vdevs';

/**
 * What `refreservation=auto` means for the volume, were it `volsize` large. Extra copies are not counted: every caller
 * in libzfs hands over a property list in which `copies` is not found.
 */
export function automaticReservation(
  tx: PoolTransaction,
  { name, volblocksize = 8192 }: Pick<Dataset, 'name' | 'volblocksize'>,
  volsize: number,
): number {
  return automaticRefreservation({ volsize, volblocksize, vdevs: parityVdevs(tx.poolOf(name)) });
}
