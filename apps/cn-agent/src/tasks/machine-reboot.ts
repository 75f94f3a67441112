import { rebootVm } from '@triton/vmadm/reboot-vm';
import { loadChangedVm } from './load-changed-vm';
import type { NodeTask } from './node-task';

/** `vmadm reboot`. */
export const machineReboot: NodeTask = {
  name: 'machine_reboot',
  async run(host, { operationId, vmUuid }) {
    await rebootVm(host, vmUuid, { operationId });
    return { vm: await loadChangedVm(host, vmUuid) };
  },
};
