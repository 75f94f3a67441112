import { loadVm } from '@triton/vmadm/load-vm';
import { VmadmError } from '@triton/vmadm/vmadm-error';

import type { Command } from '../command';
import { vmUuid } from '../vm-uuid';

export const get: Command = async ({ host }, args) => {
  const uuid = vmUuid(args, 'get');
  try {
    return { stdout: `${JSON.stringify(await loadVm(host, uuid), null, 2)}\n` };
  } catch (error) {
    if (!(error instanceof VmadmError && error.code === 'VmNotFound')) throw error;
    // Shipped vmadm speaks as zoneadm does here, and its callers look for these words.
    throw new Error(`zoneadm: ${uuid}: No such zone configured`, { cause: error });
  }
};
