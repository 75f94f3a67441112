import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import type { Vm } from '@triton/schemas/vm';
import type { Caller } from '../auth/caller';
import type { Context } from '../context';
import { ownVm } from './own-vm';

/** The caller's VM, for operations on its disks: a destroyed VM has none, and is not found. */
export async function liveVm(context: Context, caller: Caller, machineId: string): Promise<Vm> {
  const vm = await ownVm(context, caller, machineId);
  if (vm.state === 'destroyed') throw new ResourceNotFoundError('VM not found');
  return vm;
}
