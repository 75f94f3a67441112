import { nodeCommand } from './node-command';

/** Has the compute node boot the VM. */
export const vmStart = nodeCommand({
  name: 'cnapi.start_vm',
  task: 'machine_boot',
  send: ({ cnapi }, { serverUuid, vmUuid }, command) => cnapi.vmStart(serverUuid, vmUuid, {}, command),
});
