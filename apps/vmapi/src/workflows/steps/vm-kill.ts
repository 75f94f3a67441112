import { nodeCommand } from './node-command';

/** Has the compute node send a signal to the VM's process. */
export const vmKill = nodeCommand({
  name: 'cnapi.kill_vm',
  task: 'machine_kill',
  send: ({ cnapi }, { serverUuid, vmUuid, payload }, command) => cnapi.vmKill(serverUuid, vmUuid, payload, command),
});
