import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { VmNotStoppedError } from '@triton/errors/vm-not-stopped-error';
import type { Package } from '@triton/schemas/package';
import type { VmRow } from '../tables';
import type { ResizeTarget } from './resize-target';

/** Properties that bhyve reads when the guest boots, and never again. */
const BOOT_TIME = ['cpu_cap', 'max_lwps', 'ram', 'max_swap', 'vcpus'] as const;

/**
 * Throws when a VM can not be resized to `target` whatever its disks are: only bhyve VMs can, a flexible disk instance stays
 * one, a package without flexible disk is of no use to a VM with fixed disks, and CPU and memory are of the next boot.
 */
export function demandResizable(vm: VmRow, pkg: Package | undefined, target: ResizeTarget): void {
  if (vm.brand !== 'bhyve') throw invalid('brand', `a ${vm.brand} VM can not be resized`);
  if (pkg && !pkg.flexible_disk) {
    if (vm.flexible_disk_size !== null) {
      throw invalid('billing_id', 'Cannot resize bhyve instance to a package that does not use flexible disk');
    }
    if (target.flexible_disk_size === undefined) {
      throw invalid('flexible_disk_size', 'neither the VM nor the package has flexible disk sizing enabled');
    }
  }
  if (vm.state === 'stopped' || !BOOT_TIME.some((name) => isChanged(vm, name, target[name]))) return;
  throw new VmNotStoppedError('VM not stopped: changing bhyve CPU or memory requires the instance to be stopped');
}

function isChanged(vm: VmRow, name: (typeof BOOT_TIME)[number], wanted: number | undefined): boolean {
  const now = name === 'ram' || name === 'vcpus' ? vm[name] : vm.attributes[name];
  return wanted !== undefined && wanted !== now;
}

function invalid(field: string, message: string): ValidationFailedError {
  return new ValidationFailedError(message, [{ field, code: 'Invalid', message }]);
}
