/** Another error, and what to do about it: a line of advice that only the command can give. */
export class HintedError extends Error {
  override name = 'HintedError';

  constructor(
    readonly hint: string,
    override readonly cause: unknown,
  ) {
    super('see the cause');
  }
}
