import { nodeCommand } from './node-command';

/** Has the compute node reboot the VM. */
export const vmReboot = nodeCommand({
  name: 'cnapi.reboot_vm',
  task: 'machine_reboot',
  send: ({ cnapi }, { serverUuid, vmUuid }, command) => cnapi.vmReboot(serverUuid, vmUuid, {}, command),
});
