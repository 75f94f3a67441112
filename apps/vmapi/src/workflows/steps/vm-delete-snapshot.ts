import { nodeCommand } from './node-command';

/** Has the compute node delete a snapshot of the VM's disks. */
export const vmDeleteSnapshot = nodeCommand({
  name: 'cnapi.delete_vm_snapshot',
  task: 'machine_delete_snapshot',
  send: ({ cnapi }, { serverUuid, vmUuid, payload }, command) =>
    cnapi.vmDeleteSnapshot(serverUuid, vmUuid, String(payload.snapshot_name), command),
});
