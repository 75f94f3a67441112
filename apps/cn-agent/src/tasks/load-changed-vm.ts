import { loadVm } from '@triton/vmadm/load-vm';
import type { Vm } from '@triton/vmadm/vm';
import { VmadmError } from '@triton/vmadm/vmadm-error';
import type { VmadmHost } from '@triton/vmadm/vmadm-host';

/** The change is made and only a look at the result failed: telling of a failure would be a lie. */
export class UnseenChangeError extends Error {
  override name = 'UnseenChangeError';
}

/** The VM after a change. Throws `UnseenChangeError` when it can not be read just now: the task is to be run again. */
export async function loadChangedVm(host: VmadmHost, vmUuid: string): Promise<Vm> {
  try {
    return await loadVm(host, vmUuid);
  } catch (cause) {
    if (cause instanceof VmadmError) throw cause;
    throw new UnseenChangeError('the VM was changed and can not be read', { cause });
  }
}
