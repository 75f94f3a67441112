import type { Step } from './step';
import type { SnapshotState, VmDatasets } from './vm-datasets';

/** The snapshot of a VM is one of each of its datasets, under this name. */
export function vmSnapshotName(name: string): string {
  return `vmsnap-${name}`;
}

/** The snapshots of that name: of the zone root and of every disk that was there at the time. */
export function snapshotsNamed({ snapshots }: VmDatasets, name: string): SnapshotState[] {
  return snapshots.filter((snapshot) => snapshot.name === vmSnapshotName(name));
}

/** Disks that become smaller go first, so that the sum of their sizes is never above the larger of before and after. */
export function planRollback(actual: VmDatasets, name: string): Step[] {
  const growthOf = ({ dataset, volsize }: SnapshotState): number =>
    volsize - (actual.volumes.find((volume) => volume.dataset === dataset)?.volsize ?? 0);
  return snapshotsNamed(actual, name)
    .sort((a, b) => growthOf(a) - growthOf(b))
    .map(({ dataset }): Step => ({ do: 'rollback', snapshot: `${dataset}@${vmSnapshotName(name)}` }));
}
