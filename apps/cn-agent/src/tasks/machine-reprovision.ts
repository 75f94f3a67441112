import { reprovisionVm } from '@triton/vmadm/reprovision-vm';
import { loadChangedVm } from './load-changed-vm';
import type { NodeTask } from './node-task';

/** `vmadm reprovision`: a fresh boot disk from an image, in the place and size of the old one. */
export const machineReprovision: NodeTask = {
  name: 'machine_reprovision',
  async run(host, { operationId, vmUuid, params }) {
    await reprovisionVm(host, vmUuid, params, { operationId });
    return { vm: await loadChangedVm(host, vmUuid) };
  },
};
