import { payloadFaults } from '@triton/vmadm/payload-faults';

import type { Command } from '../command';
import { readPayload } from '../read-payload';
import { UsageError } from '../usage-error';

export const validate: Command = async (context, args) => {
  const [action, ...rest] = args;
  if (action !== 'create' && action !== 'update') throw new UsageError('Will not validate without a valid action.');
  const brand = action === 'update' ? rest.shift() : undefined;
  if (action === 'update' && brand === undefined)
    throw new UsageError('Will not validate without a valid action and brand.');
  const payload = await readPayload(context, rest, 'validate');
  const faults = payloadFaults(action, payload, brand);
  if (faults) throw new Error(JSON.stringify(faults, null, 2));
  return { message: `VALID '${action}' payload for bhyve brand VMs.` };
};
