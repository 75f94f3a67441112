import type { VmActionOptions } from '@triton/clients/vmapi-client';
import type { Job } from '@triton/schemas/job';
import type { Vm } from '@triton/schemas/vm';
import type { Context } from '../context';
import { changeMachine, type MachineChangeRequest } from './change-machine';

/** How many of the latest updates are searched for one of the protection; only those under way or just ended matter. */
const UPDATES_LOOKED_AT = 100;

/** Turns deletion protection on or off. Of a machine that is so already nothing is asked, and the answer names no job. */
export function setProtection(context: Context, request: MachineChangeRequest, isWanted: boolean) {
  return changeMachine(context, request, async (vm, options) => {
    if (isUnconditional(options) && (await isAlreadySo(context, vm, isWanted))) return undefined;
    return context.vmapi.updateVm(vm.uuid, { indestructible_zoneroot: isWanted }, options);
  });
}

/** Whether a key is that of a repeat, and whether an ETag still holds, only VMAPI can tell. */
function isUnconditional({ idempotencyKey, ifMatch }: VmActionOptions): boolean {
  return idempotencyKey === undefined && ifMatch === undefined;
}

/**
 * The record alone does not say: a change of the protection that is under way, or that ended after the VM was read, would
 * undo what was just reported as done. So the latest change must be for the same.
 */
async function isAlreadySo({ vmapi }: Context, vm: Vm, isWanted: boolean): Promise<boolean> {
  if ((vm.indestructible_zoneroot === true) !== isWanted) return false;
  const updates = await vmapi.listVmJobs(vm.uuid, { task: 'update', limit: UPDATES_LOOKED_AT });
  const latest = updates.map(protectionAskedBy).find((asked) => asked !== undefined);
  return latest === undefined || latest === isWanted;
}

function protectionAskedBy({ params: { payload } }: Job): boolean | undefined {
  const { indestructible_zoneroot: asked } = (payload ?? {}) as { indestructible_zoneroot?: unknown };
  return typeof asked === 'boolean' ? asked : undefined;
}
