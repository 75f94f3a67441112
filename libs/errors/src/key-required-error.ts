import { TritonError } from './triton-error';

/** CloudAPI: an account needs a key before it may create machines. */
export class KeyRequiredError extends TritonError {
  override name = 'KeyRequiredError';
  readonly code = 'KeyRequired';
  readonly status = 409;
}
