import { MIB } from './bytes';
import { changeVm } from './change-vm';
import { type OperationOptions, markApplied, wasApplied } from './operation';
import { snapshotsNamed } from './snapshots-named';
import { checkSnapshotName } from './check-snapshot-name';
import { snapshotNotFound } from './snapshot-not-found';
import type { SnapshotState, VmDatasets } from './vm-datasets';
import type { VmConfig } from './vm-config';
import { VmadmError } from './vmadm-error';
import type { VmadmHost } from './vmadm-host';
import { withVm } from './with-vm';
import { running } from './zone-state';

/**
 * Brings all disks back to a snapshot, stops the VM for it and starts it afterwards; newer snapshots are lost. ZFS restores
 * the sizes of the disks but not what is reserved for them, so everything is recalculated, and a rollback whose sizes
 * would no longer fit flexible_disk_size is refused.
 */
export async function rollbackSnapshot(
  host: VmadmHost,
  uuid: string,
  name: string,
  options: OperationOptions = {},
): Promise<void> {
  checkSnapshotName(name);
  const work = async ({ config, datasets }: { config: VmConfig; datasets: VmDatasets }): Promise<void> => {
    if (wasApplied(config, options)) return;
    const snapshots = snapshotsNamed(datasets, name);
    if (snapshots.length === 0) throw snapshotNotFound(uuid, name);
    checkFits(config, datasets, snapshots);
    const disks = config.disks.map(({ refreservation: _recalculated, ...disk }) => disk);
    const timestamp = host.now().toISOString();
    const to = { ...running({ ...config, disks }, host.now()), last_modified: timestamp, rolled_back_at: timestamp };
    await changeVm(host, markApplied({ from: config, to, volumes: {}, rollback: name }, options), datasets);
  };
  await withVm(host, uuid, work, { snapshots: true });
}

function checkFits(config: VmConfig, { volumes }: VmDatasets, snapshots: readonly SnapshotState[]): void {
  const sizes = volumes.map(({ dataset, volsize }) => {
    const before = snapshots.find((snapshot) => snapshot.dataset === dataset);
    return { now: volsize, then: before?.volsize ?? volsize };
  });
  if (config.indestructible_zoneroot && sizes.some(({ now, then }) => then < now)) {
    throw new VmadmError('InvalidArgument', 'indestructible_zoneroot is set, cannot roll back to smaller disks');
  }
  if (!config.flexible_disk_size) return;
  const then = sizes.reduce((total, size) => total + size.then, 0) / MIB;
  const now = sizes.reduce((total, size) => total + size.now, 0) / MIB;
  if (then <= Math.max(config.flexible_disk_size, now)) return;
  const requested = then - now;
  const free_space = config.flexible_disk_size - now;
  const message = `with the sizes of the snapshot the disks need ${then} MiB, flexible_disk_size is ${config.flexible_disk_size} MiB`;
  throw new VmadmError('InsufficientSpace', message, { requested, free_space, allocatable: Math.max(0, free_space) });
}
