import { TritonError } from './triton-error';

/** The body cannot be parsed. */
export class InvalidContentError extends TritonError {
  override name = 'InvalidContentError';
  readonly code = 'InvalidContent';
  readonly status = 400;
}
