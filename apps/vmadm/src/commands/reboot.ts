import { rebootVm } from '@triton/vmadm/reboot-vm';

import type { Command } from '../command';
import { powerArguments } from '../power-arguments';

export const reboot: Command = async ({ host }, args) => {
  const { uuid } = powerArguments(args, 'reboot');
  await rebootVm(host, uuid);
  return { message: `Successfully completed reboot for VM ${uuid}` };
};
