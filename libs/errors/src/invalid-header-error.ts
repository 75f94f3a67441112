import { TritonError } from './triton-error';

/** A header cannot be parsed. */
export class InvalidHeaderError extends TritonError {
  override name = 'InvalidHeaderError';
  readonly code = 'InvalidHeader';
  readonly status = 400;
}
