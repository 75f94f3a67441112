/** The command line or a profile is wrong, or names more than one thing; the message says what to do. Exit status 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}
