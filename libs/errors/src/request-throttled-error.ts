import { TritonError } from './triton-error';

/** Too many requests of one account. */
export class RequestThrottledError extends TritonError {
  override name = 'RequestThrottledError';
  readonly code = 'RequestThrottled';
  readonly status = 429;

  override get retryable(): boolean {
    return true;
  }
}
