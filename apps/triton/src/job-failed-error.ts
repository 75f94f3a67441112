/** An operation was accepted and then failed, or did not end in time; the message is its reason. */
export class JobFailedError extends Error {
  override name = 'JobFailedError';
}
