import { setTimeout as delay } from 'node:timers/promises';

import { RealZfsHost } from '@triton/zfs/real-zfs-host';
import type { CommandResult, ZfsHost } from '@triton/zfs/zfs-host';

/** All that was said: a dataset is busy. Of a snapshot it means that it is held. */
const ONLY_BUSY = /^cannot [^\n]*'[^'@\n]+': dataset is busy\n$/;
/** What needs a volume for itself. */
const EXCLUSIVE = new Set(['destroy', 'rename', 'rollback']);
const TRIES = 8;
const PAUSE_MS = 150;

/**
 * The machine's own ZFS. Linux looks for partitions on a volume that is new, and meanwhile the volume is busy: that is no
 * fact of ZFS, so such a command is tried again. Only when it did nothing and said nothing else: one that got half way is
 * answered as it is, because a second run would start from somewhere else and its answer would belong to no command.
 */
export class PatientZfsHost implements ZfsHost {
  readonly #real = new RealZfsHost({ timeoutMs: 300_000 });

  async zfs(args: string[]): Promise<CommandResult> {
    if (!EXCLUSIVE.has(args[0] ?? '')) return this.#real.zfs(args);
    const before = await this.#names();
    for (let left = TRIES; ; left -= 1) {
      const result = await this.#real.zfs(args);
      const didNothing = ONLY_BUSY.test(result.stdout + result.stderr) && (await this.#names()) === before;
      if (left === 0 || !didNothing) return result;
      await delay(PAUSE_MS);
    }
  }

  zpool(args: string[]): Promise<CommandResult> {
    return this.#real.zpool(args);
  }

  async #names(): Promise<string> {
    const { stdout } = await this.#real.zfs(['list', '-H', '-t', 'all', '-o', 'name']);
    return stdout;
  }
}
