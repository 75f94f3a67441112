import { ZfsCommandError } from '@triton/zfs/zfs-command-error';

import { type OperationOptions, wasApplied } from './operation';
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
  await withVm(host, uuid, async ({ config }) => {
    if (wasApplied(config, options)) return;
    try {
      await host.zfs.snapshot(`${host.pool}/${uuid}@${vmSnapshotName(name)}`, { recursive: true });
    } catch (error) {
      throw refusal(error, name);
    }
    await setConfig(host, config, { ...config, last_modified: host.now().toISOString() }, options);
  });
}

function refusal(error: unknown, name: string): unknown {
  if (!(error instanceof ZfsCommandError)) return error;
  if (error.isAlreadyThere) {
    return new VmadmError('SnapshotAlreadyExists', `snapshot with name "${name}" already exists.`);
  }
  const code = error.isOutOfSpace ? 'InsufficientSpace' : 'ZfsFailed';
  return new VmadmError(code, error.message, {}, { cause: error });
}
