import { MIB } from './bytes';
import { headroomBytes } from './headroom';
import type { VmDatasets } from './vm-datasets';
import type { VmConfig } from './vm-config';

export interface SpaceOfVm {
  /** MiB; RFD 154: flexible_disk_size − DISK_SIZE − DISK_SNAP, rounded down. May be negative. */
  freeSpaceMib: number;
  /**
   * MiB; the largest disk that can really be added. Once a written disk has a snapshot that is less than the RFD's
   * formula says. The metadata of the new disk does not count: the zone gets it on top, before the disk is made.
   */
  allocatableMib: number;
}

/** The space that a flexible disk instance has left; undefined when it is none. */
export function spaceOfVm(config: VmConfig, { root, volumes }: VmDatasets): SpaceOfVm | undefined {
  if (!config.flexible_disk_size || !root) return undefined;
  const usedBytes = volumes.reduce((total, { volsize, usedBySnapshots }) => total + volsize + usedBySnapshots, 0);
  const freeSpaceMib = Math.floor(config.flexible_disk_size - usedBytes / MIB);
  return { freeSpaceMib, allocatableMib: Math.max(0, Math.min(freeSpaceMib, Math.floor(headroomBytes(root) / MIB))) };
}
