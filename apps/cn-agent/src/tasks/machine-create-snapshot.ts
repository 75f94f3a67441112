import { createSnapshot } from '@triton/vmadm/create-snapshot';
import { loadChangedVm } from './load-changed-vm';
import type { NodeTask } from './node-task';
import { snapshotNameIn } from './snapshot-name-in';

/** `vmadm create-snapshot`: of all disks at one instant. The VM may run. */
export const machineCreateSnapshot: NodeTask = {
  name: 'machine_create_snapshot',
  async run(host, { operationId, vmUuid, params }) {
    await createSnapshot(host, vmUuid, snapshotNameIn(params), { operationId });
    return { vm: await loadChangedVm(host, vmUuid) };
  },
};
