import { createVm } from '@triton/vmadm/create-vm';

import type { Command } from '../command';
import { readPayload } from '../read-payload';

export const create: Command = async (context, args) => {
  const uuid = await createVm(context.host, await readPayload(context, args, 'create'));
  return { message: `Successfully created VM ${uuid}` };
};
