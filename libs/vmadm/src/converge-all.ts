import { converge } from './converge';
import type { VmadmHost } from './vmadm-host';
import { withVmLock } from './with-vm-lock';

/** Settles every VM of the compute node; for the start of the agent. One VM's trouble is not another's. */
export async function convergeAll(host: VmadmHost): Promise<void> {
  for (const uuid of await host.configs.list()) {
    try {
      await withVmLock(host, uuid, () => converge(host, uuid));
    } catch (error) {
      host.onTrouble(`VM ${uuid} can not be brought to the state of its configuration`, error);
    }
  }
}
