import { nodeCommand } from './node-command';

/** Has the compute node reboot the VM. */
export const vmReboot = nodeCommand('cnapi.reboot_vm', ({ cnapi }, { serverUuid, vmUuid }, command) =>
  cnapi.vmReboot(serverUuid, vmUuid, {}, command),
);
