import { ConflictError } from '@triton/errors/conflict-error';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { planResizeBudget } from '@triton/flexible-disk/plan-resize-budget';
import type { Package } from '@triton/schemas/package';
import type { UpdateVmInput } from '@triton/schemas/update-vm-input';
import type { Context } from '../context';
import type { AdmissionRequest } from './admit';
import { answered } from './answer-once';
import { askNode } from './ask-node';
import { demandCapacity } from './demand-capacity';
import { demandResizable } from './demand-resizable';
import { diskSpace, type FreshReport, usedSpaceMib } from './disk-space';
import { packageForVm } from './package-for-vm';
import { resizeGrowth } from './resize-growth';
import { resizeTarget, type ResizeTarget } from './resize-target';
import { findVm, type VmWithDisks } from './vm-table';

/** What is known of a resize before the VM's row is locked. */
export interface ResizeWish {
  input: UpdateVmInput;
  pkg: Package | undefined;
  fresh: FreshReport | undefined;
}

const RESIZING = ['billing_id', 'flexible_disk_size', 'ram', 'max_physical_memory', 'vcpus', 'cpu_cap', 'max_lwps'];

/** Does the update change what the VM may take of its compute node? */
export function isResize(input: UpdateVmInput): boolean {
  return [...RESIZING, 'max_swap', 'zfs_io_priority'].some((name) => name in input);
}

/**
 * Asks the neighbours what a resize needs to know: the package, how full the VM is, whether its node has room for growth.
 * Undefined when the update is none, or was answered before under its key.
 */
export async function prepareResize(
  context: Context,
  asked: AdmissionRequest,
  input: UpdateVmInput,
): Promise<ResizeWish | undefined> {
  if (!isResize(input) || (await answered(context.db, asked))) return undefined;
  const { vmUuid, ownerUuid } = asked;
  const found = await findVm(context.db, vmUuid, ownerUuid);
  if (!found || found.vm.destroyed) throw new ResourceNotFoundError('VM not found');
  const pkg = input.billing_id === undefined ? undefined : await packageForVm(context, input.billing_id);
  const { fresh } = input.flexible_disk_size !== undefined || pkg ? await askNode(context, vmUuid) : {};
  const wish = { input, pkg, fresh };
  // What the VM itself forbids is told before what its node has no room for.
  const target = planResize(found, wish);
  if (!input.force) await demandCapacity(context, found.vm, resizeGrowth(found, target));
  return wish;
}

/** What the compute node is to be told. Throws when the VM can not be resized so (RFD 154, "Relation to VM resize"). */
export function planResize({ vm, disks }: VmWithDisks, { input, pkg, fresh }: ResizeWish): ResizeTarget {
  const target = resizeTarget(pkg, input);
  demandResizable(vm, pkg, target);
  const wantedMib = target.flexible_disk_size;
  if (wantedMib === undefined) return target;
  for (const [jobUuid, promise] of Object.entries(vm.promises)) {
    if (promise.flexible_disk_size === undefined) continue;
    throw new ConflictError(`another resize of this VM has not ended: wait for job ${jobUuid} to finish`);
  }
  planResizeBudget({
    currentMib: vm.flexible_disk_size ?? undefined,
    wantedMib,
    usedMib: usedSpaceMib(disks, fresh),
    space: diskSpace(vm, disks, fresh),
  });
  return target;
}
