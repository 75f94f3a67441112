import { killVm } from '@triton/vmadm/kill-vm';

import type { Command } from '../command';
import { vmUuid } from '../vm-uuid';

export const kill: Command = async ({ host }, args) => {
  const rest = [...args];
  let signal: string | undefined;
  const option = rest.findIndex((arg) => arg.startsWith('-'));
  if (option >= 0) {
    // `-s TERM`, or `-TERM`
    const [first, second] = rest.splice(option, rest[option] === '-s' ? 2 : 1);
    signal = first === '-s' ? second : first?.slice(1);
  }
  const uuid = vmUuid(rest, 'kill');
  const sent = await killVm(host, uuid, signal);
  return { message: `Sent signal "${sent}" to init process for VM ${uuid}` };
};
