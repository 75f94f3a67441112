import { payloadOfPairs } from '@triton/vmadm/payload-of-pairs';
import { updateVm } from '@triton/vmadm/update-vm';

import type { Command } from '../command';
import { readPayload } from '../read-payload';
import { vmUuid } from '../vm-uuid';

export const update: Command = async (context, args) => {
  const uuid = vmUuid(args, 'update');
  const rest = args.slice(1);
  const pairs = rest.filter((arg) => /^[a-z_]+=/.test(arg));
  const payload = pairs.length > 0 ? payloadOfPairs(pairs) : await readPayload(context, rest, 'update');
  await updateVm(context.host, uuid, payload);
  return { message: `Successfully updated VM ${uuid}` };
};
