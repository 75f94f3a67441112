import { createVm } from '@triton/vmadm/create-vm';
import { loadChangedVm } from './load-changed-vm';
import type { NodeTask } from './node-task';

/** `vmadm create`. The image is on the node already, whoever put it there. */
export const machineCreate: NodeTask = {
  name: 'machine_create',
  async run(host, { operationId, vmUuid, params }) {
    await createVm(host, { ...params, uuid: vmUuid }, { operationId });
    return { vm: await loadChangedVm(host, vmUuid) };
  },
};
