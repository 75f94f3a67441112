import { nodeCommand } from './node-command';

/** Sends the new VM to the compute node that was chosen for it. */
export const vmProvision = nodeCommand({
  name: 'cnapi.provision_vm',
  task: 'machine_create',
  send: ({ cnapi }, { serverUuid, payload }, command) => cnapi.vmCreate(serverUuid, payload, command),
});
