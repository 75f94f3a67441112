import { TritonError } from './triton-error';

/** The thing does not exist, or is somebody else's: the two are never told apart. */
export class ResourceNotFoundError extends TritonError {
  override name = 'ResourceNotFoundError';
  readonly code = 'ResourceNotFound';
  readonly status = 404;
}
