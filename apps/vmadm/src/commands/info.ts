import { vmInfo } from '@triton/vmadm/vm-info';

import type { Command } from '../command';
import { vmUuid } from '../vm-uuid';

export const info: Command = async ({ host }, args) => {
  const uuid = vmUuid(args, 'info');
  const types = args.slice(1).flatMap((arg) => arg.split(','));
  try {
    return { stdout: `${JSON.stringify(await vmInfo(host, uuid, types), null, 2)}\n` };
  } catch (error) {
    throw new Error(`Unable to get VM info for VM ${uuid}: ${(error as Error).message}`, { cause: error });
  }
};
