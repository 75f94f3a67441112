import { TritonError } from './triton-error';

/** Known, but not allowed to do this. */
export class NotAuthorizedError extends TritonError {
  override name = 'NotAuthorizedError';
  readonly code = 'NotAuthorized';
  readonly status = 403;
}
