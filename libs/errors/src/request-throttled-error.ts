import { TritonError } from './triton-error';

/** Too many requests of one account. `Retry-After` says when there is room for the next. */
export class RequestThrottledError extends TritonError {
  override name = 'RequestThrottledError';
  readonly code = 'RequestThrottled';
  readonly status = 429;

  constructor(
    message: string,
    /** Whole seconds after which the same request is served. */
    readonly retryAfterSeconds: number = 1,
    options?: ErrorOptions,
  ) {
    super(message, [], options);
  }

  override get retryable(): boolean {
    return true;
  }
}
