import { ZfsCommandError } from '@triton/zfs/zfs-command-error';

import { headroomBytes } from './headroom';
import { snapshotHoldBytes } from './snapshot-hold';
import { type OperationOptions, wasApplied } from './operation';
import { snapshotsNamed } from './snapshots-named';
import type { VmConfig } from './vm-config';
import type { VmDatasets } from './vm-datasets';
import { vmSnapshotName } from './vm-snapshot-name';
import { setConfig } from './set-config';
import { checkSnapshotName } from './check-snapshot-name';
import { VmadmError } from './vmadm-error';
import type { VmadmHost } from './vmadm-host';
import { withVm } from './with-vm';

/** Snapshots the zone root and all disks of a VM at one instant. The VM may run. */
export async function createSnapshot(
  host: VmadmHost,
  uuid: string,
  name: string,
  options: OperationOptions = {},
): Promise<void> {
  checkSnapshotName(name);
  const work = async ({ config, datasets }: { config: VmConfig; datasets: VmDatasets }): Promise<void> => {
    if (wasApplied(config, options)) return;
    if (snapshotsNamed(datasets, name).length === 0) await makeSnapshot(host, config, datasets, name, options);
    else if (!isOurs(config, options)) throw alreadyThere(name);
    const { snapshotting: _done, ...rest } = config;
    await setConfig(host, config, { ...rest, last_modified: host.now().toISOString() }, options);
  };
  await withVm(host, uuid, work, { snapshots: true });
}

/** The snapshot that is there is what this very operation made before it was interrupted. */
function isOurs({ snapshotting }: VmConfig, { operationId }: OperationOptions): boolean {
  return operationId !== undefined && snapshotting === operationId;
}

async function makeSnapshot(
  host: VmadmHost,
  config: VmConfig,
  datasets: VmDatasets,
  name: string,
  { operationId }: OperationOptions,
): Promise<void> {
  checkRoom(datasets, name);
  // Whoever asks again under this id after a crash must know a snapshot of his own from an older one of that name.
  if (operationId !== undefined) await host.configs.write({ ...config, snapshotting: operationId });
  try {
    await host.zfs.snapshot(`${host.pool}/${config.uuid}@${vmSnapshotName(name)}`, { recursive: true });
  } catch (error) {
    throw refusal(error, name);
  }
}

/**
 * ZFS asks of each disk whether there is room for what was written to it, but not of all of them together: they could take
 * the zone beyond its quota, and then nothing about its disks could be changed any more.
 */
function checkRoom({ root, volumes }: VmDatasets, name: string): void {
  let left = root ? headroomBytes(root) : 0;
  for (const volume of volumes) {
    left -= snapshotHoldBytes(volume);
    if (left >= 0) continue;
    const message = `cannot create snapshot '${volume.dataset}@${vmSnapshotName(name)}': out of space\nno snapshots were created`;
    throw new VmadmError('InsufficientSpace', message);
  }
}

function alreadyThere(name: string): VmadmError {
  return new VmadmError('SnapshotAlreadyExists', `snapshot with name "${name}" already exists.`);
}

function refusal(error: unknown, name: string): unknown {
  if (!(error instanceof ZfsCommandError)) return error;
  if (error.isAlreadyThere) return alreadyThere(name);
  const code = error.isOutOfSpace ? 'InsufficientSpace' : 'ZfsFailed';
  return new VmadmError(code, error.message, {}, { cause: error });
}
