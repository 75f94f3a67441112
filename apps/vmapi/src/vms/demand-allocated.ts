import { UnallocatedVmError } from '@triton/errors/unallocated-vm-error';
import type { VmRow } from '../tables';

/** A VM that is on a compute node. */
export type AllocatedVm = VmRow & { server_uuid: string };

/** Throws while the VM is being provisioned, and when that has failed: there is nothing yet (or ever) to act on. */
export function demandAllocated(vm: VmRow): asserts vm is AllocatedVm {
  if (vm.state === 'provisioning' || vm.state === 'failed' || vm.server_uuid === null) {
    throw new UnallocatedVmError(`the VM is ${vm.state}`);
  }
}
