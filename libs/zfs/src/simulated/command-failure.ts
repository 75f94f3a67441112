/** Ends a command: what goes to stderr and the exit code. Whatever the command did so far is undone. */
export class CommandFailure extends Error {
  override name = 'CommandFailure';

  constructor(
    stderr: string,
    readonly exitCode = 1,
  ) {
    super(stderr);
  }
}
