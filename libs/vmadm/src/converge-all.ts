import { destroyEmptyOrphan } from './destroy-empty-orphan';
import { findResidue } from './find-residue';
import { settleVm } from './settle-vm';
import type { VmadmHost } from './vmadm-host';

/**
 * Settles every VM of the compute node and clears away what belongs to none and holds nothing; for the start of the agent.
 * One VM's trouble is not another's.
 */
export async function convergeAll(host: VmadmHost): Promise<void> {
  await host.configs.clearAbandoned();
  for (const uuid of await host.configs.list()) {
    try {
      await settleVm(host, uuid);
    } catch (error) {
      host.onTrouble(`VM ${uuid} can not be brought to the state of its configuration`, error);
    }
  }
  for (const { uuid, dataset } of await findResidue(host)) {
    try {
      if (await destroyEmptyOrphan(host, uuid, dataset)) {
        host.onTrouble(`${dataset} belonged to no VM`, new Error('it was empty and is destroyed'));
      } else {
        host.onTrouble(`${dataset} belongs to no VM`, new Error('destroy it, or give it back its configuration'));
      }
    } catch (error) {
      host.onTrouble(`${dataset} belongs to no VM and can not be looked at`, error);
    }
  }
}
