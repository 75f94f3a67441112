/** What a caller may add to a call that changes something. */
export interface CallOptions {
  /** The same key makes the same change once, however often it is sent. */
  idempotencyKey?: string | undefined;
  /** The `etag` the caller last saw; the change is refused with `PreconditionFailed` when the record has moved on. */
  ifMatch?: string | undefined;
  /** Who asked and how (`x-context`), kept with the job for audit. */
  context?: object | undefined;
}
