import { TritonError } from './triton-error';

/** No offered API version satisfies `Accept-Version`. */
export class InvalidVersionError extends TritonError {
  override name = 'InvalidVersionError';
  readonly code = 'InvalidVersion';
  readonly status = 400;
}
