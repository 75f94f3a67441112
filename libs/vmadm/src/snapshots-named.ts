import type { SnapshotState, VmDatasets } from './vm-datasets';
import { vmSnapshotName } from './vm-snapshot-name';

/** What a VM snapshot consists of: a snapshot of the zone root and of every disk that was there at the time. */
export function snapshotsNamed({ snapshots }: VmDatasets, name: string): SnapshotState[] {
  return snapshots.filter((snapshot) => snapshot.name === vmSnapshotName(name));
}
