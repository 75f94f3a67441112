import { TritonError } from './triton-error';

/** A required input is absent. */
export class MissingParameterError extends TritonError {
  override name = 'MissingParameterError';
  readonly code = 'MissingParameter';
  readonly status = 409;
}
