import { deleteSnapshot } from '@triton/vmadm/delete-snapshot';
import { loadChangedVm } from './load-changed-vm';
import type { NodeTask } from './node-task';
import { snapshotNameIn } from './snapshot-name-in';
import { unlessAlready } from './unless-already';

/** `vmadm delete-snapshot`. A snapshot that is not there is deleted. */
export const machineDeleteSnapshot: NodeTask = {
  name: 'machine_delete_snapshot',
  async run(host, { operationId, vmUuid, params }) {
    await unlessAlready('SnapshotNotFound', () =>
      deleteSnapshot(host, vmUuid, snapshotNameIn(params), { operationId }),
    );
    return { vm: await loadChangedVm(host, vmUuid) };
  },
};
