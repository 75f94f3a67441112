import type { ParityVdev } from '@triton/flexible-disk/automatic-refreservation';

import type { Pool } from './dataset';

/** The top-level vdevs of a pool that make small blocks expensive. */
export function parityVdevs(pool: Pool): ParityVdev[] {
  return pool.vdevs.flatMap(({ kind, parity, data }): ParityVdev[] => {
    if (kind === 'raidz') return [{ kind, parity, disks: data + parity, ashift: pool.ashift }];
    return kind === 'draid' ? [{ kind, parity, data, ashift: pool.ashift }] : [];
  });
}
