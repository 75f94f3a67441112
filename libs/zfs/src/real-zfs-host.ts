import { execFile } from 'node:child_process';

import type { CommandResult, ZfsHost } from './zfs-host';

export interface RealZfsHostOptions {
  readonly zfsPath?: string;
  readonly zpoolPath?: string;
  readonly timeoutMs?: number;
}

/** ZFS of this machine. An argument vector, never a shell line. */
export class RealZfsHost implements ZfsHost {
  readonly #zfsPath: string;
  readonly #zpoolPath: string;
  readonly #timeoutMs: number;

  constructor({
    zfsPath = '/usr/sbin/zfs',
    zpoolPath = '/usr/sbin/zpool',
    timeoutMs = 60_000,
  }: RealZfsHostOptions = {}) {
    this.#zfsPath = zfsPath;
    this.#zpoolPath = zpoolPath;
    this.#timeoutMs = timeoutMs;
  }

  zfs(args: string[]): Promise<CommandResult> {
    return this.#run(this.#zfsPath, args);
  }

  zpool(args: string[]): Promise<CommandResult> {
    return this.#run(this.#zpoolPath, args);
  }

  #run(program: string, args: string[]): Promise<CommandResult> {
    // Error texts are part of the contract, so the language is fixed.
    const options = { timeout: this.#timeoutMs, maxBuffer: 256 * 1024 * 1024, env: { ...process.env, LC_ALL: 'C' } };
    return new Promise((resolve, reject) => {
      execFile(program, args, options, (error, stdout, stderr) => {
        if (error === null) resolve({ stdout, stderr, exitCode: 0 });
        else if (typeof error.code === 'number') resolve({ stdout, stderr, exitCode: error.code });
        else reject(new Error(`${program} ${args.join(' ')} did not finish`, { cause: error })); // not started, or killed
      });
    });
  }
}
