import { TritonError } from './triton-error';

/** The signed date is too far from now. */
export class RequestExpiredError extends TritonError {
  override name = 'RequestExpiredError';
  readonly code = 'RequestExpired';
  readonly status = 400;
}
