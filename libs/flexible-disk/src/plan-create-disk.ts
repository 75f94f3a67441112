import { InsufficientSpaceError } from '@triton/errors/insufficient-space-error';
import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import { MAX_DISKS } from '@triton/schemas/requested-disk';
import type { Space } from './measure-space';

/**
 * Returns the size in MiB that a new disk gets; `remaining` is all that can be allocated (RFD 154, CreateMachineDisk).
 * Throws InvalidArgument when the VM has its 8 disks, InsufficientSpace when the space is not there.
 */
export function planCreateDisk(size: number | 'remaining', space: Space, diskCount: number): number {
  if (diskCount >= MAX_DISKS) {
    throw new InvalidArgumentError(`a VM has at most ${MAX_DISKS} disks and this one has ${diskCount}`);
  }
  const sizeMib = size === 'remaining' ? space.allocatableMib : size;
  if (sizeMib < 1 || sizeMib > space.allocatableMib) {
    throw new InsufficientSpaceError({ requestedMib: Math.max(1, sizeMib), ...space });
  }
  return sizeMib;
}
