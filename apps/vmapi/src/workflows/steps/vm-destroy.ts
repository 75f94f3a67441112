import { recordDestroyed } from '../../vms/record-destroyed';
import { nodeCommand } from './node-command';

/** Has the compute node destroy the VM and its disks. A VM it does not have is destroyed already. */
export const vmDestroy = nodeCommand({
  name: 'cnapi.destroy_vm',
  task: 'machine_destroy',
  send: ({ cnapi }, { serverUuid, vmUuid }, command) => cnapi.vmDestroy(serverUuid, vmUuid, {}, command),
  async record({ db }, { vmUuid }, { status }) {
    if (status === 'complete') await recordDestroyed(db, vmUuid);
  },
});
