import { deleteVm } from '@triton/vmadm/delete-vm';
import type { NodeTask } from './node-task';
import { unlessAlready } from './unless-already';

/** `vmadm delete`. A VM that is not there is destroyed. */
export const machineDestroy: NodeTask = {
  name: 'machine_destroy',
  async run(host, { vmUuid }) {
    await unlessAlready('VmNotFound', () => deleteVm(host, vmUuid));
    return {};
  },
};
