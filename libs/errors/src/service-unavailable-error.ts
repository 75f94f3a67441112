import { TritonError } from './triton-error';

/** A part the request needs cannot be reached now. `Retry-After` says when to try again. */
export class ServiceUnavailableError extends TritonError {
  override name = 'ServiceUnavailableError';
  readonly code = 'ServiceUnavailable';
  readonly status = 503;

  constructor(
    message: string,
    readonly retryAfterSeconds: number = 5,
    options?: ErrorOptions,
  ) {
    super(message, [], options);
  }

  override get retryable(): boolean {
    return true;
  }
}
