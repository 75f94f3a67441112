import { BrandNotSupportedError } from '@triton/errors/brand-not-supported-error';
import { VmWithoutFlexibleDiskSizeError } from '@triton/errors/vm-without-flexible-disk-size-error';
import type { Vm } from '@triton/schemas/vm';

/** Throws unless the VM is a bhyve VM with flexible disk space: RFD 154 does not apply to others. */
export function demandFlexible({ brand, flexible_disk_size }: Pick<Vm, 'brand' | 'flexible_disk_size'>): void {
  if (brand !== 'bhyve') throw new BrandNotSupportedError(`disks of a ${brand} machine cannot be changed`);
  if (flexible_disk_size === undefined) {
    throw new VmWithoutFlexibleDiskSizeError('VM does not have flexible disk sizing enabled');
  }
}
