import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A name for one lock owner in this process. It says which process that is even after the pid was given to another. */
export function processToken(): string {
  return `${process.pid}.${startTime(process.pid) ?? 0}.${randomBytes(4).toString('hex')}`;
}

/** Whether the process that made `token` still runs. */
export function isAlive(token: string): boolean {
  const [pid, started] = token.split('.').map(Number);
  if (!pid || Number.isNaN(pid)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = startTime(pid);
  return now === undefined || now === started;
}

/** Clock ticks since boot when `pid` began; undefined where there is no /proc. */
function startTime(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie holds nothing any more: its parent only has not asked for the exit code.
    return fields[0] === 'Z' ? -1 : Number(fields[19]);
  } catch {
    return undefined;
  }
}
