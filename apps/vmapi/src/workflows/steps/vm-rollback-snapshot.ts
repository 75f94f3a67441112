import { nodeCommand } from './node-command';

/** Has the compute node bring the VM's disks back to a snapshot. A running VM is stopped for it. */
export const vmRollbackSnapshot = nodeCommand({
  name: 'cnapi.rollback_vm',
  task: 'machine_rollback_snapshot',
  send: ({ cnapi }, { serverUuid, vmUuid, payload }, command) =>
    cnapi.vmRollbackSnapshot(serverUuid, vmUuid, String(payload.snapshot_name), command),
});
