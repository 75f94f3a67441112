import { rebootVm } from '@triton/vmadm/reboot-vm';

import type { Command } from '../command';
import { vmUuid } from '../vm-uuid';

export const reboot: Command = async ({ host }, args) => {
  const uuid = vmUuid(args, 'reboot');
  await rebootVm(host, uuid);
  return { message: `Successfully completed reboot for VM ${uuid}` };
};
