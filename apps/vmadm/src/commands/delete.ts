import { deleteVm } from '@triton/vmadm/delete-vm';

import type { Command } from '../command';
import { vmUuid } from '../vm-uuid';

export const deleteCommand: Command = async ({ host }, args) => {
  const uuid = vmUuid(args, 'delete');
  try {
    await deleteVm(host, uuid);
  } catch (error) {
    throw new Error(`Failed to delete VM ${uuid}: ${(error as Error).message}`, { cause: error });
  }
  return { message: `Successfully deleted VM ${uuid}` };
};
