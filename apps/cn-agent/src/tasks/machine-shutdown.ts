import { loadVm } from '@triton/vmadm/load-vm';
import { stopVm } from '@triton/vmadm/stop-vm';
import { VmadmError } from '@triton/vmadm/vmadm-error';
import { loadChangedVm } from './load-changed-vm';
import type { NodeTask } from './node-task';

/** `vmadm stop`. A VM that is stopped is as it should be; one that is being provisioned is not. */
export const machineShutdown: NodeTask = {
  name: 'machine_shutdown',
  async run(host, { operationId, vmUuid, params }) {
    try {
      await stopVm(host, vmUuid, { operationId, force: params.force === true });
    } catch (err) {
      const vm = await loadVm(host, vmUuid);
      if (err instanceof VmadmError && err.code === 'NotRunning' && vm.state === 'stopped') return { vm };
      throw err;
    }
    return { vm: await loadChangedVm(host, vmUuid) };
  },
};
