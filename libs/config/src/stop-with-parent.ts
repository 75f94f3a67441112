import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

/**
 * Sends `signal` to process `pid` when we die, however we die. It is a shell that waits for the end of a pipe which only we
 * hold open: the kernel closes that, after SIGKILL too. Needs nothing but a POSIX shell (`prctl(PR_SET_PDEATHSIG)` is Linux
 * only and lost when the user changes). Kill the answered process once `pid` has ended.
 */
export function stopWithParent(pid: number, signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): ChildProcess {
  const script = 'read -r _; kill -s "$1" "$2"';
  const guard = spawn('/bin/sh', ['-c', script, 'stop-with-parent', signal.slice(3), String(pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.stdin.on('error', () => undefined);
  guard.on('error', () => undefined);
  guard.unref();
  (guard.stdin as unknown as { unref(): void }).unref();
  return guard;
}
