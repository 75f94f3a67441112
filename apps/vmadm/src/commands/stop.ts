import { stopVm } from '@triton/vmadm/stop-vm';
import { VmadmError } from '@triton/vmadm/vmadm-error';

import type { Command } from '../command';
import { powerArguments } from '../power-arguments';

export const stop: Command = async ({ host }, args) => {
  const { uuid, force } = powerArguments(args, 'stop');
  try {
    await stopVm(host, uuid, { force });
    return { message: `Successfully completed stop for VM ${uuid}` };
  } catch (error) {
    // Not running already is what was asked for.
    if (error instanceof VmadmError && error.code === 'NotRunning') return { message: error.message };
    throw error;
  }
};
