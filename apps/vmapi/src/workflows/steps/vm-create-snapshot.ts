import { nodeCommand } from './node-command';

/** Has the compute node make a snapshot of the VM's disks. */
export const vmCreateSnapshot = nodeCommand({
  name: 'cnapi.snapshot_vm',
  task: 'machine_create_snapshot',
  send: ({ cnapi }, { serverUuid, vmUuid, payload }, command) =>
    cnapi.vmCreateSnapshot(serverUuid, vmUuid, String(payload.snapshot_name), command),
});
