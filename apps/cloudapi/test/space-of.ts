import { measureSpace, type Space } from '@triton/flexible-disk/measure-space';
import type { Vm } from '@triton/schemas/vm';

export function spaceOf({ flexible_disk_size = 0, disks }: Vm): Space {
  return measureSpace({
    flexibleSizeMib: flexible_disk_size,
    disks: disks.map(({ size, target_size = 0, snapshot_size = 0 }) => ({
      chargedMib: Math.max(size, target_size),
      nodeSizeMib: size,
      snapshotsMib: snapshot_size,
    })),
  });
}
