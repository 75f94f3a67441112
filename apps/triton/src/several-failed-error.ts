/** What went wrong with one of several instances, or other things. */
export interface Failure {
  /** As it was named on the command line. */
  name: string;
  error: unknown;
}

/** Some of several things failed; each failure is reported on a line of its own. */
export class SeveralFailedError extends Error {
  override name = 'SeveralFailedError';

  constructor(
    readonly failures: readonly Failure[],
    total: number,
    things: string,
  ) {
    super(`${failures.length} of ${total} ${things} failed`);
  }
}
