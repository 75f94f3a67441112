import type { CommandResult } from './zfs-host';

/** A `zfs` command that failed. The message is what it printed, since shipped vmadm shows exactly that to its caller. */
export class ZfsCommandError extends Error {
  override name = 'ZfsCommandError';
  readonly stderr: string;
  readonly exitCode: number;

  constructor(
    readonly args: readonly string[],
    { stderr, exitCode }: Pick<CommandResult, 'stderr' | 'exitCode'>,
    options?: ErrorOptions,
  ) {
    super(stderr.trim() === '' ? `zfs ${args.join(' ')} exited with ${exitCode}` : stderr.trim(), options);
    this.stderr = stderr;
    this.exitCode = exitCode;
  }

  get isNotFound(): boolean {
    return /dataset does not exist|could not find any snapshots to destroy|no such pool/.test(this.stderr);
  }

  get isAlreadyThere(): boolean {
    return this.stderr.includes('dataset already exists');
  }

  /** The three ways in which zfs says that a quota, a reservation or the pool has no room for this. */
  get isOutOfSpace(): boolean {
    return /out of space|size is greater than available space|size is less than current used or reserved space/.test(
      this.stderr,
    );
  }

  /** Somebody has the dataset open for a moment; the same command may succeed later. */
  get isBusy(): boolean {
    return this.stderr.includes('dataset is busy');
  }
}
