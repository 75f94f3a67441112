import { killVm } from '@triton/vmadm/kill-vm';
import { loadChangedVm } from './load-changed-vm';
import type { NodeTask } from './node-task';
import { unlessAlready } from './unless-already';

/** `vmadm kill`: a signal to the VM's process. One that does not run any more needs none. */
export const machineKill: NodeTask = {
  name: 'machine_kill',
  async run(host, { vmUuid, params: { signal } }) {
    const named = typeof signal === 'string' || typeof signal === 'number' ? String(signal) : undefined;
    await unlessAlready('VmNotRunning', () => killVm(host, vmUuid, named));
    return { vm: await loadChangedVm(host, vmUuid) };
  },
};
