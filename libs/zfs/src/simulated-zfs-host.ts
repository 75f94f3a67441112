import { setTimeout as delay } from 'node:timers/promises';

import { CommandFailure } from './simulated/command-failure';
import { DryRun } from './simulated/dry-run';
import { clearFaults, orderFault, takeFault, type Fault } from './simulated/faults';
import { PoolTransaction } from './simulated/pool-transaction';
import { runCommand, type Program } from './simulated/run-command';
import { KeyedStore } from './simulated/store/keyed-store';
import { ZfsCommandError } from './zfs-command-error';
import type { CommandResult, ZfsHost } from './zfs-host';

export interface SimulatedZfsHostOptions {
  /** The directory that holds the pools. Made when missing; shared safely with other processes. */
  readonly root: string;
  /** Every command takes at least that long; several at once wait at the same time. */
  readonly delayMs?: number;
  /** False gives up surviving a power failure (never a killed process) for speed. */
  readonly durable?: boolean;
  /** Called before a command starts and after it is durable, before it answers. Throwing makes the caller see a crash. */
  readonly onCommand?: (moment: 'before' | 'after', line: string) => void;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/**
 * A ZFS that lives in a directory. It keeps the kernel's rules of space and prints what OpenZFS 2.1 prints; each command is
 * atomic, and durable before it answers.
 */
export class SimulatedZfsHost implements ZfsHost {
  readonly root: string;
  readonly #delayMs: number;
  readonly #store: KeyedStore;
  readonly #onCommand: NonNullable<SimulatedZfsHostOptions['onCommand']>;
  readonly #now: () => number;

  constructor({ root, delayMs = 0, durable = true, onCommand, now = Date.now }: SimulatedZfsHostOptions) {
    this.root = root;
    this.#delayMs = delayMs;
    this.#store = KeyedStore.open({ directory: root, durable });
    this.#onCommand = onCommand ?? (() => undefined);
    this.#now = now;
  }

  zfs(args: string[]): Promise<CommandResult> {
    return this.#run('zfs', args);
  }

  zpool(args: string[]): Promise<CommandResult> {
    return this.#run('zpool', args);
  }

  /** Random data written by a guest: `lengthBytes` from `offsetBytes` on. */
  async write(volume: string, offsetBytes: number, lengthBytes: number): Promise<void> {
    const args = ['sim-write', volume, String(offsetBytes), String(lengthBytes)];
    const result = await this.zfs(args);
    if (result.exitCode !== 0) throw new ZfsCommandError(args, result);
  }

  orderFault(fault: Fault): void {
    orderFault(this.root, fault);
  }

  clearFaults(): void {
    clearFaults(this.root);
  }

  close(): void {
    this.#store.close();
  }

  async #run(program: Program, args: readonly string[]): Promise<CommandResult> {
    const line = [program, ...args].join(' ');
    if (this.#delayMs > 0) await delay(this.#delayMs);
    this.#onCommand('before', line);
    let fault: Fault | undefined;
    try {
      return await this.#store.transact({
        run: (view) => {
          fault = takeFault(this.root, line);
          if (fault?.action === 'crash-before') process.kill(process.pid, 'SIGKILL');
          if (fault?.action === 'fail') throw failureOf(fault, line);
          return runCommand(new PoolTransaction(view, Math.floor(this.#now() / 1000)), program, args);
        },
        afterCommit: () => {
          if (fault?.action === 'crash-after') process.kill(process.pid, 'SIGKILL');
          this.#onCommand('after', line);
        },
      });
    } catch (error) {
      if (error instanceof DryRun) return { stdout: error.stdout, stderr: '', exitCode: 0 };
      if (error instanceof CommandFailure)
        return { stdout: '', stderr: `${error.message}\n`, exitCode: error.exitCode };
      throw error;
    } finally {
      if (fault?.action === 'delay') await delay(fault.delayMs ?? 0);
    }
  }
}

function failureOf({ stderr, exitCode = 1 }: Fault, line: string): CommandFailure {
  return new CommandFailure(stderr ?? `${line}: simulated failure`, exitCode);
}
