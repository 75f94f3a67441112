import { spawnSync } from 'node:child_process';
import { constants } from 'node:os';

import { SimulatedZfsHost } from '@triton/zfs/simulated-zfs-host';

/**
 * Is `zfs` or `zpool`: the simulated pool of `$ZFS_SIM_ROOT` when that is set, this machine's own program otherwise. Same words,
 * same streams, same exit codes. `$ZFS_SIM_DELAY_MS` makes every simulated command that slow.
 */
export async function runProgram(program: 'zfs' | 'zpool'): Promise<void> {
  const { ZFS_SIM_ROOT: root, ZFS_SIM_DELAY_MS: delayMs = '0' } = process.env;
  const args = process.argv.slice(2);
  if (root === undefined || root === '') {
    runReal(`/usr/sbin/${program}`, args);
    return;
  }
  const host = new SimulatedZfsHost({ root, delayMs: Number(delayMs) });
  const { stdout, stderr, exitCode } = await host[program](args);
  host.close();
  process.exitCode = exitCode;
  process.stdout.write(stdout);
  process.stderr.write(stderr);
}

function runReal(path: string, args: string[]): void {
  const { status, signal, error } = spawnSync(path, args, { stdio: 'inherit' });
  if (error) process.stderr.write(`cannot run ${path}: ${error.message}; set ZFS_SIM_ROOT to use a simulated pool\n`);
  process.exitCode = error ? 127 : (status ?? 128 + (signal ? constants.signals[signal] : 0));
}
