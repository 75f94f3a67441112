import { startVm } from '@triton/vmadm/start-vm';
import { loadChangedVm } from './load-changed-vm';
import type { NodeTask } from './node-task';
import { unlessAlready } from './unless-already';

/** `vmadm start`. A VM that runs is as it should be. */
export const machineBoot: NodeTask = {
  name: 'machine_boot',
  async run(host, { operationId, vmUuid }) {
    await unlessAlready('AlreadyRunning', () => startVm(host, vmUuid, { operationId }));
    return { vm: await loadChangedVm(host, vmUuid) };
  },
};
