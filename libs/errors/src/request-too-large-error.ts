import { TritonError } from './triton-error';

/** The body is larger than the service reads. */
export class RequestTooLargeError extends TritonError {
  override name = 'RequestTooLargeError';
  readonly code = 'RequestTooLarge';
  readonly status = 413;
}
