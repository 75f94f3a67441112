import { TritonError } from './triton-error';

/** The thing exists already, or changed under the request. */
export class ConflictError extends TritonError {
  override name = 'ConflictError';
  readonly code = 'ConflictError';
  readonly status = 409;
}
