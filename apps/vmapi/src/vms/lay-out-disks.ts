import { randomUUID } from 'node:crypto';
import type { FieldError } from '@triton/errors/triton-error';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { assignPciSlots } from '@triton/flexible-disk/assign-pci-slots';
import { resolveDisks } from '@triton/flexible-disk/resolve-disks';
import type { CreateVmInput } from '@triton/schemas/create-vm-input';
import type { Package } from '@triton/schemas/package';
import type { BootImage } from './image-for-vm';

/** A disk of a new VM with nothing left open: the form in which it is charged, and goes to vmadm. Sizes are MiB. */
export interface NewDisk {
  uuid: string;
  pci_slot: string;
  size: number;
  boot?: true;
  image_uuid?: string;
  block_size?: number;
}

/** The disks of a new VM by the request, else by the package, else the traditional two (RFD 154, CreateMachine). */
export function layOutDisks(input: CreateVmInput, pkg: Package, image: BootImage): NewDisk[] {
  refuseImages(input);
  const sizes = resolveDisks({
    imageSizeMib: image.sizeMib,
    packageSizeMib: input.flexible_disk_size ?? pkg.quota,
    flexible: pkg.flexible_disk ?? false,
    requested: input.disks,
    packageDisks: pkg.disks,
  });
  const slots = assignPciSlots(sizes.map((_size, i) => ({ boot: i === 0 })));
  return sizes.map((size, i) => {
    const wanted = input.disks?.[i];
    return {
      uuid: wanted?.uuid?.toLowerCase() ?? randomUUID(),
      pci_slot: slots[i] ?? '',
      size,
      ...(i === 0 ? { boot: true as const, image_uuid: image.uuid } : {}),
      ...(i > 0 && wanted?.block_size ? { block_size: wanted.block_size } : {}),
    };
  });
}

function refuseImages({ disks = [] }: CreateVmInput): void {
  const errors: FieldError[] = disks.flatMap(({ image_uuid, block_size, boot }, i) => {
    if (i === 0) {
      // A clone has the blocks of its image.
      return block_size ? [{ field: 'disks.0.block_size', code: 'Invalid', message: 'is that of the image' }] : [];
    }
    return [
      ...(image_uuid ? [{ field: `disks.${i}.image_uuid`, code: 'Invalid', message: 'Not Allowed' }] : []),
      ...(boot ? [{ field: `disks.${i}.boot`, code: 'Invalid', message: 'the first disk is the boot disk' }] : []),
    ];
  });
  if (errors.length > 0) throw new ValidationFailedError('Invalid VM parameters', errors);
}
