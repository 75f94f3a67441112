import { loadVm } from '@triton/vmadm/load-vm';
import { rebootVm } from '@triton/vmadm/reboot-vm';
import type { NodeTask } from './node-task';

/** `vmadm reboot`. */
export const machineReboot: NodeTask = {
  name: 'machine_reboot',
  async run(host, { operationId, vmUuid }) {
    await rebootVm(host, vmUuid, { operationId });
    return { vm: await loadVm(host, vmUuid) };
  },
};
