/** Ends a command that only tried: its output, while everything it did is taken back. */
export class DryRun extends Error {
  override name = 'DryRun';

  constructor(readonly stdout: string) {
    super('dry run');
  }
}
