import { updateVm } from '@triton/vmadm/update-vm';
import { loadChangedVm } from './load-changed-vm';
import type { NodeTask } from './node-task';

/** `vmadm update`: all changes of disks, of the flexible size and of properties (RFD 154, "VMAPI"). */
export const machineUpdate: NodeTask = {
  name: 'machine_update',
  async run(host, { operationId, vmUuid, params }) {
    await updateVm(host, vmUuid, params, { operationId });
    return { vm: await loadChangedVm(host, vmUuid) };
  },
};
