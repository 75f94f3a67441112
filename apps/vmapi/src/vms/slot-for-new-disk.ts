import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { assignPciSlots } from '@triton/flexible-disk/assign-pci-slots';
import { formatPciSlot, parsePciSlot } from '@triton/flexible-disk/pci-slot';
import type { DiskRow } from '../tables';

/**
 * The slot of a new disk: the one asked for, or the first free one (RFD 154: others keep theirs). A disk that is being
 * deleted still has its slot. Throws ValidationFailed when the slot is taken, InvalidArgument when there is no such slot.
 */
export function slotForNewDisk(disks: readonly DiskRow[], wanted: string | undefined): string {
  const taken = disks.map(({ pci_slot }) => ({ pci_slot }));
  if (wanted === undefined) return assignPciSlots([...taken, {}]).at(-1) ?? '';
  const slot = formatPciSlot(parsePciSlot(wanted));
  if (taken.some(({ pci_slot }) => pci_slot === slot)) {
    throw new ValidationFailedError('Invalid VM update parameters', [
      { field: 'pci_slot', code: 'Invalid', message: 'Already in use' },
    ]);
  }
  return slot;
}
