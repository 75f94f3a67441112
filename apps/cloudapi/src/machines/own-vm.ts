import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import type { Vm } from '@triton/schemas/vm';
import type { Caller } from '../auth/caller';
import type { Context } from '../context';

/**
 * The caller's VM, destroyed ones too. Another account's VM answers as one that does not exist: that it exists is not
 * the caller's to know.
 */
export async function ownVm({ vmapi }: Context, { account }: Caller, machineId: string): Promise<Vm> {
  const vm = await vmapi.getVm(machineId.toLowerCase(), { ownerUuid: account.id });
  // VMAPI was told whose it must be; a machine is worth looking twice.
  if (vm.owner_uuid !== account.id) throw new ResourceNotFoundError('VM not found');
  return vm;
}
