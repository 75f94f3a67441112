/** The command line itself is wrong: message and usage on stderr, exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}
