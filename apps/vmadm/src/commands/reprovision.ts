import { reprovisionVm } from '@triton/vmadm/reprovision-vm';

import type { Command } from '../command';
import { readPayload } from '../read-payload';
import { vmUuid } from '../vm-uuid';

export const reprovision: Command = async (context, args) => {
  const uuid = vmUuid(args, 'reprovision');
  const payload = await readPayload(context, args.slice(1), 'take payload');
  try {
    await reprovisionVm(context.host, uuid, payload);
  } catch (error) {
    throw new Error(`Failed to reprovision VM ${uuid}: ${(error as Error).message}`, { cause: error });
  }
  return { message: `Successfully reprovisioned VM ${uuid}` };
};
