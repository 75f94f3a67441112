import { nodeCommand } from './node-command';

/** Has the compute node stop the VM. */
export const vmStop = nodeCommand('cnapi.stop_vm', ({ cnapi }, { serverUuid, vmUuid }, command) =>
  cnapi.vmStop(serverUuid, vmUuid, {}, command),
);
