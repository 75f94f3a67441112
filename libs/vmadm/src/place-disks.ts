import { assignPciSlots } from '@triton/flexible-disk/assign-pci-slots';
import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';

import type { ConfigDisk } from './vm-config';
import { VmadmError } from './vmadm-error';

/** Gives every disk without a PCI slot one, the others keep theirs (RFD 154). Throws when they do not all have a place. */
export function placeDisks(disks: readonly ConfigDisk[]): ConfigDisk[] {
  try {
    const slots = assignPciSlots(disks);
    return disks.map((disk, index) => ({ ...disk, pci_slot: slots[index] ?? '' }));
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw new VmadmError('InvalidArgument', error.message);
    throw error;
  }
}
