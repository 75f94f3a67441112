import { nodeCommand } from './node-command';

/** Has the compute node destroy the VM and its disks. A VM it does not have is destroyed already. */
export const vmDestroy = nodeCommand('cnapi.destroy_vm', ({ cnapi }, { serverUuid, vmUuid }, command) =>
  cnapi.vmDestroy(serverUuid, vmUuid, {}, command),
);
