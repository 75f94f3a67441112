import { findResidue } from './find-residue';
import { settleVm } from './settle-vm';
import type { VmadmHost } from './vmadm-host';

/** Settles every VM of the compute node; for the start of the agent. One VM's trouble is not another's. */
export async function convergeAll(host: VmadmHost): Promise<void> {
  await host.configs.clearAbandoned();
  for (const uuid of await host.configs.list()) {
    try {
      await settleVm(host, uuid);
    } catch (error) {
      host.onTrouble(`VM ${uuid} can not be brought to the state of its configuration`, error);
    }
  }
  for (const dataset of await findResidue(host)) {
    host.onTrouble(`${dataset} belongs to no VM`, new Error('destroy it, or give it back its configuration'));
  }
}
