import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import type { VmDisk } from '@triton/schemas/disk';
import type { Vm } from '@triton/schemas/vm';

/** The VM's disk of that id; throws ResourceNotFound, also for what is no id at all. */
export function findDisk({ disks }: Pick<Vm, 'disks'>, diskId: string): VmDisk {
  const disk = disks.find(({ uuid }) => uuid === diskId.toLowerCase());
  if (!disk) throw new ResourceNotFoundError('disk not found');
  return disk;
}
