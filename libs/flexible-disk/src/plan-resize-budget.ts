import { InsufficientSpaceError } from '@triton/errors/insufficient-space-error';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import type { Space } from './measure-space';

export interface BudgetChange {
  /** The flexible_disk_size that the VM has; undefined: it is becoming a flexible disk instance. */
  currentMib: number | undefined;
  wantedMib: number;
  /** DISK_SIZE + DISK_SNAP, unfinished operations included. */
  usedMib: number;
  /** What the VM has left; of no meaning while it is not flexible. */
  space: Space;
}

/**
 * Returns what a new flexible_disk_size takes from its compute node in MiB, negative when it gives back. Throws
 * ValidationFailed unless DISK_SIZE + DISK_SNAP <= the new size (RFD 154, "Relation to VM resize"), InsufficientSpace when
 * the space that would go is held for snapshots of written disks.
 */
export function planResizeBudget({ currentMib, wantedMib, usedMib, space }: BudgetChange): number {
  if (usedMib > wantedMib) {
    const message =
      `Cannot resize bhyve instance, existing disk usage (${Math.ceil(usedMib)}) ` +
      `exceeds the flexible disk size (${wantedMib})`;
    throw new ValidationFailedError(message, [{ field: 'flexible_disk_size', code: 'Invalid', message }]);
  }
  // Of a VM with fixed disks the node holds just those.
  if (currentMib === undefined) return wantedMib - usedMib;
  const growthMib = wantedMib - currentMib;
  if (growthMib < -space.allocatableMib) throw new InsufficientSpaceError({ requestedMib: -growthMib, ...space });
  return growthMib;
}
