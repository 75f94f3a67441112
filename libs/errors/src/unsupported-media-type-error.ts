import { TritonError } from './triton-error';

/** The body is of a type this service does not read. */
export class UnsupportedMediaTypeError extends TritonError {
  override name = 'UnsupportedMediaTypeError';
  readonly code = 'UnsupportedMediaType';
  readonly status = 415;
}
