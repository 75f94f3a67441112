import { nodeCommand } from './node-command';

/** Sends the disk change to the VM's compute node, as vmadm's payload. */
export const vmUpdate = nodeCommand('cnapi.update_vm', ({ cnapi }, { serverUuid, vmUuid, payload }, command) =>
  cnapi.vmUpdate(serverUuid, vmUuid, payload, command),
);
