/** The command line is wrong, or what it names is ambiguous; the message says what to do. Exit status 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}
