import { CannotDestroyMachineError } from '@triton/errors/cannot-destroy-machine-error';
import type { Vm } from '@triton/schemas/vm';

/**
 * Throws when the machine has deletion protection, for anything that destroys data of it: the machine, one of its disks,
 * or the end of one.
 */
export function demandUnprotected(
  { indestructible_zoneroot }: Vm,
  deed: 'delete' | 'delete a disk of' | 'shrink a disk of',
): void {
  if (indestructible_zoneroot !== true) return;
  throw new CannotDestroyMachineError(`cannot ${deed} this machine: its deletion_protection is on`);
}
