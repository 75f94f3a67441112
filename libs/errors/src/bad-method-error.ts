import { TritonError } from './triton-error';

/** The path exists, but not for this method. */
export class BadMethodError extends TritonError {
  override name = 'BadMethodError';
  readonly code = 'BadMethod';
  readonly status = 405;
}
