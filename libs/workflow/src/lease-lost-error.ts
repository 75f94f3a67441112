/** The journal refused a write: another run has the job. */
export class LeaseLostError extends Error {
  override name = 'LeaseLostError';
}
