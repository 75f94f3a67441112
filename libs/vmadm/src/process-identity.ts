import { readFileSync } from 'node:fs';

/** A process for good: a pid is used again, a pid with its boot and its start time is not. */
export interface ProcessIdentity {
  pid: number;
  /** The boot of the machine; empty where the system does not tell. */
  boot: string;
  /** Clock ticks since that boot; empty where the system does not tell. */
  started: string;
}

const boot = readOrEmpty('/proc/sys/kernel/random/boot_id').trim();
const started = startOf(process.pid);

export function processIdentity(): ProcessIdentity {
  return { pid: process.pid, boot, started };
}

/** False only when that process is certainly gone. */
export function isAlive(identity: ProcessIdentity): boolean {
  if (!(identity.pid > 0) || identity.boot !== boot) return false;
  try {
    process.kill(identity.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
  return startOf(identity.pid) === identity.started;
}

function startOf(pid: number): string {
  const stat = readOrEmpty(`/proc/${pid}/stat`);
  // The command name may hold anything, so count from its closing parenthesis: start time is field 22.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie does nothing any more.
  return fields[0] === 'Z' ? 'zombie' : (fields[19] ?? '');
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
