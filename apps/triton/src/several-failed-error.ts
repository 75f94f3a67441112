/** What went wrong with one of several instances. */
export interface Failure {
  /** As it was named on the command line. */
  instance: string;
  error: unknown;
}

/** Some of several instances failed; each failure is reported on a line of its own. */
export class SeveralFailedError extends Error {
  override name = 'SeveralFailedError';

  constructor(
    readonly failures: readonly Failure[],
    total: number,
  ) {
    super(`${failures.length} of ${total} instances failed`);
  }
}
