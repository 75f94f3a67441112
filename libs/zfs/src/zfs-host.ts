/** What a finished command left behind. Failing is a result here, not an exception. */
export interface CommandResult {
  stdout: string;
  stderr: string;
  exitCode: number;
}

/** A machine on which `zfs` and `zpool` can be run. The seam between our code and the kernel: argv in, text out. */
export interface ZfsHost {
  zfs(args: string[]): Promise<CommandResult>;
  zpool(args: string[]): Promise<CommandResult>;
}
