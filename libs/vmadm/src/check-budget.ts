import { MIB } from './bytes';
import { headroomBytes } from './headroom';
import { spaceOfVm } from './space-of-vm';
import type { VmDatasets, VolumeState } from './vm-datasets';
import type { VmConfig } from './vm-config';
import { VmadmError } from './vmadm-error';
import type { WantedState } from './wanted-state';

export interface BudgetQuestion {
  /** null: the VM is being created. */
  from: VmConfig | null;
  to: VmConfig;
  actual: VmDatasets;
  wanted: WantedState;
}

/**
 * Refuses, before anything is touched, what would not fit: Σ sizes and what snapshots use must stay within
 * flexible_disk_size, and ZFS must have the room by its own account, which a snapshot of a written disk makes less. A
 * change that neither takes space for disks nor lowers a limit always passes, however full the VM is.
 */
export function checkBudget(question: BudgetQuestion): void {
  const { from, to, actual, wanted } = question;
  const growth = sizeOf(wanted.volumes) - sizeOf(actual.volumes);
  const limit = budgetOf(to);
  const lowered = from !== null && (limit < budgetOf(from) || to.quota < from.quota);
  if (growth <= 0 && !lowered) return;
  if (from && growth > 0 && limit === Infinity) {
    throw shortage(question, growth, 'the VM has no flexible_disk_size, so its disks can not take more space');
  }
  const needed = sizeOf(wanted.volumes) + snapshotsOf(wanted, actual);
  if (needed <= limit && fitsZfs(actual, wanted)) return;
  throw shortage(
    question,
    growth,
    growth > 0
      ? undefined
      : `disks and snapshots need ${Math.ceil(needed / MIB)} MiB, more than the limits asked for leave them`,
  );
}

/** Would ZFS itself have the room? What a truncated disk gives back is taken to be all of its lost reservation. */
function fitsZfs({ root, volumes }: VmDatasets, wanted: WantedState): boolean {
  if (!root) return true;
  const now = (dataset: string): VolumeState | undefined => volumes.find((volume) => volume.dataset === dataset);
  const taken = wanted.volumes.reduce(
    (total, { dataset, refreservation }) => total + refreservation - (now(dataset)?.refreservation ?? 0),
    wanted.root.refreservation - root.refreservation,
  );
  const given = wanted.gone.reduce((total, dataset) => total + (now(dataset)?.used ?? 0), 0);
  return taken - given <= headroomBytes(root) + wanted.root.quota - root.quota;
}

function shortage({ from, to, actual }: BudgetQuestion, growth: number, reason: string | undefined): VmadmError {
  const requested = Math.max(0, Math.ceil(growth / MIB));
  // Of a VM that is yet to be created everything is free.
  const whole = from ? 0 : (to.flexible_disk_size ?? 0);
  const space = (from && spaceOfVm(from, actual)) ?? { freeSpaceMib: whole, allocatableMib: whole };
  const { freeSpaceMib: free_space, allocatableMib: allocatable } = space;
  const sentence = `${requested} MiB more is needed but only ${allocatable} MiB can be allocated`;
  return new VmadmError('InsufficientSpace', reason ?? sentence, { requested, free_space, allocatable });
}

function budgetOf(config: VmConfig): number {
  return config.flexible_disk_size ? config.flexible_disk_size * MIB : Infinity;
}

function sizeOf(volumes: readonly { volsize: number }[]): number {
  return volumes.reduce((total, { volsize }) => total + volsize, 0);
}

function snapshotsOf(wanted: WantedState, { volumes }: VmDatasets): number {
  return volumes
    .filter(({ dataset }) => !wanted.gone.includes(dataset))
    .reduce((total, { usedBySnapshots }) => total + usedBySnapshots, 0);
}
