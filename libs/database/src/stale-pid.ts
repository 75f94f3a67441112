import { readFile, readlink, unlink } from 'node:fs/promises';
import { join } from 'node:path';

const ORPHAN_ENDS_WITHIN_MS = 10_000;

/**
 * Clears the way for a server on the data of `cluster` (a real path).
 *
 * After a crash PostgreSQL leaves `postmaster.pid`. It copes with that itself, unless the process id is in use again by
 * something else of the same user, which is usual in containers, where ids are few. That case is told apart here: a live
 * server of this data has its working directory in it. Such a one is either the orphan of a killed stack, about to end,
 * and is waited for, or serves another stack, and then it is an error to start a second.
 */
export async function clearStalePid(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  const giveUp = Date.now() + ORPHAN_ENDS_WITHIN_MS;
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => '');
    const pid = Number.parseInt(text, 10);
    if (!(pid > 0) || !isAlive(pid)) return; // none, or one that PostgreSQL itself sees through
    const serving = await serves(pid, cluster);
    if (serving === undefined) return;
    if (!serving) {
      await unlink(file).catch(() => undefined);
      return;
    }
    if (Date.now() > giveUp) throw new Error(`a PostgreSQL server (process ${pid}) already uses ${cluster}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (err) {
    return (err as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Is the process a server of this data? Undefined where nobody says (no /proc): the judgement stays with PostgreSQL. */
async function serves(pid: number, cluster: string): Promise<boolean | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return undefined;
  // A dead server that no parent collects, as in a container whose first process is no init, still answers to signals.
  if (/\) Z /.test(stat)) return false;
  const workingDirectory = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return workingDirectory === cluster;
}
