import { ZfsCommandError } from '@triton/zfs/zfs-command-error';

import { type OperationOptions, wasApplied } from './operation';
import { vmSnapshotName } from './vm-snapshot-name';
import { setConfig } from './set-config';
import { checkSnapshotName } from './check-snapshot-name';
import { snapshotNotFound } from './snapshot-not-found';
import { VmadmError } from './vmadm-error';
import type { VmadmHost } from './vmadm-host';
import { withVm } from './with-vm';

export async function deleteSnapshot(
  host: VmadmHost,
  uuid: string,
  name: string,
  options: OperationOptions = {},
): Promise<void> {
  checkSnapshotName(name);
  await withVm(host, uuid, async ({ config }) => {
    if (wasApplied(config, options)) return;
    try {
      await host.zfs.destroy(`${host.pool}/${uuid}@${vmSnapshotName(name)}`, { recursive: true });
    } catch (error) {
      if (!(error instanceof ZfsCommandError)) throw error;
      if (error.isNotFound) throw snapshotNotFound(uuid, name);
      throw new VmadmError('ZfsFailed', error.message, {}, { cause: error });
    }
    await setConfig(host, config, { ...config, last_modified: host.now().toISOString() }, options);
  });
}
