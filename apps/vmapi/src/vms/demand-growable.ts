import { VmNotStoppedError } from '@triton/errors/vm-not-stopped-error';
import type { VmRow } from '../tables';

/**
 * Throws unless a disk of `vm` may grow now: the VM is stopped, or it runs on a platform whose guests notice a grown
 * disk by themselves.
 */
export function demandGrowable(vm: VmRow, onlineGrow: boolean): void {
  if (vm.state === 'stopped' || (vm.state === 'running' && onlineGrow)) return;
  throw new VmNotStoppedError(`VM must be stopped to grow a disk on this compute node; it is ${vm.state}`);
}
