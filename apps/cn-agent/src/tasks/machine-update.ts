import { loadVm } from '@triton/vmadm/load-vm';
import { updateVm } from '@triton/vmadm/update-vm';
import type { NodeTask } from './node-task';

/** `vmadm update`: all changes of disks, of the flexible size and of properties (RFD 154, "VMAPI"). */
export const machineUpdate: NodeTask = {
  name: 'machine_update',
  async run(host, { operationId, vmUuid, params }) {
    await updateVm(host, vmUuid, params, { operationId });
    return { vm: await loadVm(host, vmUuid) };
  },
};
