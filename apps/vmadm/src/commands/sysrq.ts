import { sendSysrq, SYSRQ_TYPES } from '@triton/vmadm/send-sysrq';

import type { Command } from '../command';
import { UsageError } from '../usage-error';
import { vmUuid } from '../vm-uuid';

export const sysrq: Command = async ({ host }, args) => {
  const uuid = vmUuid(args, 'sysrq');
  const [, type] = args;
  if (args.length !== 2 || type === undefined) throw new UsageError('Wrong number of parameters to "sysrq"');
  if (!SYSRQ_TYPES.includes(type)) throw new UsageError(`Invalid sysrq type: ${type}`);
  await sendSysrq(host, uuid, type);
  return { message: `Sent ${type.toUpperCase()} to VM ${uuid}` };
};
