import { nodeCommand } from './node-command';

/** Has the compute node start the VM. */
export const vmStart = nodeCommand('cnapi.start_vm', ({ cnapi }, { serverUuid, vmUuid }, command) =>
  cnapi.vmStart(serverUuid, vmUuid, {}, command),
);
