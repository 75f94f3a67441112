import { rollbackSnapshot } from '@triton/vmadm/rollback-snapshot';
import { loadChangedVm } from './load-changed-vm';
import type { NodeTask } from './node-task';
import { snapshotNameIn } from './snapshot-name-in';

/** `vmadm rollback-snapshot`: stops the VM for it and starts it afterwards; space is recalculated. */
export const machineRollbackSnapshot: NodeTask = {
  name: 'machine_rollback_snapshot',
  async run(host, { operationId, vmUuid, params }) {
    await rollbackSnapshot(host, vmUuid, snapshotNameIn(params), { operationId });
    return { vm: await loadChangedVm(host, vmUuid) };
  },
};
