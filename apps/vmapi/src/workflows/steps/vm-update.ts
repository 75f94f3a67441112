import { nodeCommand } from './node-command';

/** Sends the disk change to the VM's compute node, as vmadm's payload. */
export const vmUpdate = nodeCommand({
  name: 'cnapi.update_vm',
  task: 'machine_update',
  send: ({ cnapi }, { serverUuid, vmUuid, payload }, command) => cnapi.vmUpdate(serverUuid, vmUuid, payload, command),
});
