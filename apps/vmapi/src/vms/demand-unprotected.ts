import { CannotDestroyMachineError } from '@triton/errors/cannot-destroy-machine-error';
import type { VmRow } from '../tables';

/**
 * Throws while deletion protection is on. It protects the VM and each of its disks, or whoever may not lift the
 * protection could destroy the data all the same (RFD 154 leaves that open).
 */
export function demandUnprotected(vm: VmRow, deed: string): void {
  if (!vm.indestructible_zoneroot) return;
  throw new CannotDestroyMachineError(`cannot ${deed}: deletion protection is on`);
}
