import { nodeCommand } from './node-command';

/** Has the compute node replace the boot disk by a fresh one. */
export const vmReprovision = nodeCommand({
  name: 'cnapi.reprovision_vm',
  task: 'machine_reprovision',
  send: ({ cnapi }, { serverUuid, vmUuid, payload }, command) =>
    cnapi.vmReprovision(serverUuid, vmUuid, payload, command),
});
