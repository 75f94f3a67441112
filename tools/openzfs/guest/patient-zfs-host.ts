import { setTimeout as delay } from 'node:timers/promises';

import { RealZfsHost } from '@triton/zfs/real-zfs-host';
import type { CommandResult, ZfsHost } from '@triton/zfs/zfs-host';

/** Said of a dataset, not of a snapshot: that one is held. */
const BUSY_VOLUME = /'[^'@]+': dataset is busy/;
const TRIES = 8;
const PAUSE_MS = 150;

/**
 * The machine's own ZFS. Linux looks for partitions on a volume that is new, and meanwhile the volume is busy: that is no
 * fact of ZFS, so such a command is tried again.
 */
export class PatientZfsHost implements ZfsHost {
  readonly #real = new RealZfsHost({ timeoutMs: 300_000 });

  async zfs(args: string[]): Promise<CommandResult> {
    for (let left = TRIES; ; left -= 1) {
      const result = await this.#real.zfs(args);
      if (left === 0 || !BUSY_VOLUME.test(result.stderr)) return result;
      await delay(PAUSE_MS);
    }
  }

  zpool(args: string[]): Promise<CommandResult> {
    return this.#real.zpool(args);
  }
}
