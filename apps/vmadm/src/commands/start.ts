import { startVm } from '@triton/vmadm/start-vm';
import { VmadmError } from '@triton/vmadm/vmadm-error';

import type { Command } from '../command';
import { vmUuid } from '../vm-uuid';

export const start: Command = async ({ host }, args) => {
  const uuid = vmUuid(args, 'start');
  try {
    await startVm(host, uuid);
    return { message: `Successfully started VM ${uuid}` };
  } catch (error) {
    const message = `Unable to start VM ${uuid}: ${(error as Error).message}`;
    // Running already is what was asked for.
    if (error instanceof VmadmError && error.code === 'AlreadyRunning') return { message };
    throw new Error(message, { cause: error });
  }
};
