import { loadVmWithHold } from '@triton/vmadm/load-vm-with-hold';
import type { NodeTask } from './node-task';

/**
 * `vmadm get`, and what a snapshot would hold now: somebody waits for it, so it is no more than a look at the configuration
 * and one at ZFS.
 */
export const machineLoad: NodeTask = {
  name: 'machine_load',
  readOnly: true,
  run: async (host, { vmUuid }) => ({ vm: await loadVmWithHold(host, vmUuid) }),
};
