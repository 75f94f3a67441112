import { ZfsCommandError } from '@triton/zfs/zfs-command-error';

import { converge } from './converge';
import type { VmadmHost } from './vmadm-host';
import { volumePath } from './volume-path';
import { withVmLock } from './with-vm-lock';

/**
 * What a volume counts before its first block is written, whatever its size. Every block counts with its whole length, 512
 * bytes at least, however well it compresses; so a volume at or below this holds not a byte of anybody's.
 */
const NEVER_WRITTEN_BYTES = 6144;

/**
 * Destroys a volume below a VM that is none of its disks, if that loses nothing: nobody ever wrote to it, and nothing was
 * made of it (ZFS refuses to destroy what has snapshots, and with them what has clones). Answers whether it is gone. A volume
 * that holds anything stays, also when its configuration was lost or put back from an old copy.
 */
export async function destroyEmptyOrphan(host: VmadmHost, uuid: string, dataset: string): Promise<boolean> {
  return withVmLock(host, uuid, async () => {
    // Whoever held the lock may have made a disk of it.
    const config = await host.configs.read(uuid);
    if (!config || config.intent || config.disks.some(({ path }) => path === volumePath(dataset))) return false;
    try {
      const { logicalreferenced } = await host.zfs.get(dataset, ['logicalreferenced']);
      // Not known is not empty.
      if (!/^\d+$/.test(logicalreferenced) || Number(logicalreferenced) > NEVER_WRITTEN_BYTES) return false;
      await host.zfs.destroy(dataset);
    } catch (error) {
      if (!(error instanceof ZfsCommandError)) throw error;
      return error.isNotFound;
    }
    // The zone's quota counted it.
    await converge(host, uuid);
    return true;
  });
}
