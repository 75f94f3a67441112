import { snapshotsNamed } from './snapshots-named';
import type { Step } from './step';
import type { SnapshotState, VmDatasets } from './vm-datasets';

/**
 * Disks that become smaller go first, so that the sum of their sizes is never above the larger of before and after. ZFS
 * takes newer snapshots away with each rollback; a disk that came after the snapshot has nothing to go back to, so its newer
 * ones go by themselves. The zone root goes last: what snapshots a VM has is told by its root, so as long as any disk
 * may have a newer one, and ZFS may still refuse, the VM shows it and it can be deleted.
 */
export function planRollback(actual: VmDatasets, name: string): Step[] {
  const snapshots = snapshotsNamed(actual, name);
  const sizes = new Map(actual.volumes.map(({ dataset, volsize }) => [dataset, volsize]));
  const growthOf = ({ dataset, volsize }: SnapshotState): number => volsize - (sizes.get(dataset) ?? 0);
  const ofDisks = snapshots.filter(({ dataset }) => sizes.has(dataset)).sort((a, b) => growthOf(a) - growthOf(b));
  const ofRoot = snapshots.filter(({ dataset }) => !sizes.has(dataset));
  const rollback = (snapshot: SnapshotState): Step => ({ do: 'rollback', snapshot: fullName(snapshot) });
  const destroyed = newerElsewhere(actual, snapshots, ofRoot[0]).map((snapshot): Step => {
    return { do: 'destroy', dataset: fullName(snapshot) };
  });
  return [...ofDisks.map(rollback), ...destroyed, ...ofRoot.map(rollback)];
}

function fullName({ dataset, name }: SnapshotState): string {
  return `${dataset}@${name}`;
}

/** Snapshots of disks without the snapshot itself, that are of VM snapshots newer than it. */
function newerElsewhere(
  actual: VmDatasets,
  snapshots: readonly SnapshotState[],
  ofRoot: SnapshotState | undefined,
): SnapshotState[] {
  if (!ofRoot) return [];
  const all = actual.snapshots.filter(({ dataset }) => dataset === ofRoot.dataset).map((snapshot) => snapshot.name);
  const newer = new Set(all.slice(all.indexOf(ofRoot.name) + 1));
  const gone = new Set(snapshots.map(({ dataset }) => dataset));
  return actual.snapshots.filter(({ dataset, name }) => newer.has(name) && !gone.has(dataset));
}
