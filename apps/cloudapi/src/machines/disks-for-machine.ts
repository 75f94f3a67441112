import { resolveDisks } from '@triton/flexible-disk/resolve-disks';
import type { CreateMachineInput } from '@triton/schemas/create-machine-input';
import type { CreateVmInput } from '@triton/schemas/create-vm-input';
import type { Package } from '@triton/schemas/package';
import type { DiskImage } from './image-for-machine';
import { invalidField } from './invalid-field';

/** What CreateVm is told of disks. Sizes are MiB. */
export type VmStorage = Pick<CreateVmInput, 'image_uuid' | 'disks' | 'flexible_disk_size'>;

/**
 * The disks of a new machine: those of the request, else those of the package, else the traditional two (RFD 154,
 * CreateMachine). Of a flexible package all sizes are settled here, `remaining` too; the disks of an inflexible one are not
 * for the user to choose and follow from image and package.
 */
export function disksForMachine(wanted: CreateMachineInput['disks'], image: DiskImage, pkg: Package): VmStorage {
  const flexible = pkg.flexible_disk === true;
  const sizes = resolveDisks({
    imageSizeMib: image.image_size,
    packageSizeMib: pkg.quota,
    flexible,
    requested: wanted,
    packageDisks: pkg.disks,
  });
  if (!flexible) return { image_uuid: image.id };
  if (wanted?.[0]?.block_size !== undefined) {
    throw invalidField('disks.0.block_size', 'the boot disk has the block size of its image');
  }
  const disks = sizes.map((size, i) => {
    const blockSize = wanted?.[i]?.block_size;
    return {
      ...(i === 0 ? { image_uuid: image.id, boot: true } : {}),
      size,
      ...(blockSize === undefined ? {} : { block_size: blockSize }),
    };
  });
  return { disks, flexible_disk_size: pkg.quota };
}
