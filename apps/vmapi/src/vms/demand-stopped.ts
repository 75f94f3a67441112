import { VmNotStoppedError } from '@triton/errors/vm-not-stopped-error';
import type { VmRow } from '../tables';

/** Throws unless the VM is down: bhyve can neither hot-add nor remove disks (RFD 154, "Platform limitations"). */
export function demandStopped(vm: VmRow, operation: string): void {
  if (vm.state !== 'stopped') throw new VmNotStoppedError(`VM must be stopped to ${operation}; it is ${vm.state}`);
}
