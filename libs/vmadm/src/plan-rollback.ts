import { snapshotsNamed } from './snapshots-named';
import type { Step } from './step';
import type { SnapshotState, VmDatasets } from './vm-datasets';
import { vmSnapshotName } from './vm-snapshot-name';

/** Disks that become smaller go first, so that the sum of their sizes is never above the larger of before and after. */
export function planRollback(actual: VmDatasets, name: string): Step[] {
  const growthOf = ({ dataset, volsize }: SnapshotState): number =>
    volsize - (actual.volumes.find((volume) => volume.dataset === dataset)?.volsize ?? 0);
  return snapshotsNamed(actual, name)
    .sort((a, b) => growthOf(a) - growthOf(b))
    .map(({ dataset }): Step => ({ do: 'rollback', snapshot: `${dataset}@${vmSnapshotName(name)}` }));
}
