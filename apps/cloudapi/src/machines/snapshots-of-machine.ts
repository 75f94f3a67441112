import type { MachineSnapshot } from '@triton/schemas/machine-snapshot';
import type { Vm } from '@triton/schemas/vm';
import type { Caller } from '../auth/caller';
import type { Context } from '../context';
import { liveVm } from './live-vm';
import { machineSnapshots } from './machine-snapshots';
import { ownVm } from './own-vm';

/** A machine of the caller's with its snapshots, newest first. */
export async function snapshotsOfMachine(
  context: Context,
  caller: Caller,
  machineId: string,
): Promise<{ vm: Vm; snapshots: MachineSnapshot[] }> {
  // Whose it is comes first, and the jobs before the state that is shown.
  const { uuid } = await ownVm(context, caller, machineId);
  const jobs = await context.vmapi.listVmJobs(uuid, { task: 'snapshot', limit: 1000 });
  const vm = await liveVm(context, caller, uuid);
  return { vm, snapshots: machineSnapshots(vm, jobs) };
}
