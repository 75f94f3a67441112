/** The compute node did not do it; `message` is its reason, for the user. Trying again by itself can not help. */
export class TaskFailedError extends Error {
  override name = 'TaskFailedError';

  constructor(
    message: string,
    readonly code?: string,
  ) {
    super(message);
  }
}
