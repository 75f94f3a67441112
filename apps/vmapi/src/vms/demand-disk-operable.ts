import { BrandNotSupportedError } from '@triton/errors/brand-not-supported-error';
import { VmWithoutFlexibleDiskSizeError } from '@triton/errors/vm-without-flexible-disk-size-error';
import type { VmRow } from '../tables';
import { type AllocatedVm, demandAllocated } from './demand-allocated';

/** A VM whose disks can be changed at all, on a compute node that is known. */
export type OperableVm = AllocatedVm & { flexible_disk_size: number };

/** Throws unless `vm` is a provisioned bhyve VM of a flexible disk package: RFD 154 does not apply to others. */
export function demandDiskOperable(vm: VmRow): asserts vm is OperableVm {
  if (vm.brand !== 'bhyve') {
    throw new BrandNotSupportedError(
      `disks of a ${vm.brand} VM can not be changed: only bhyve VMs have flexible disks`,
    );
  }
  demandAllocated(vm);
  if (vm.flexible_disk_size === null) {
    throw new VmWithoutFlexibleDiskSizeError('VM does not have flexible disk sizing enabled');
  }
}
