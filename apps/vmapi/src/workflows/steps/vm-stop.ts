import { nodeCommand } from './node-command';

/** Has the compute node halt the VM. */
export const vmStop = nodeCommand({
  name: 'cnapi.stop_vm',
  task: 'machine_shutdown',
  send: ({ cnapi }, { serverUuid, vmUuid }, command) => cnapi.vmStop(serverUuid, vmUuid, {}, command),
});
