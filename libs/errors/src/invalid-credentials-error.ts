import { TritonError } from './triton-error';

/** No signature, an unknown key, or a signature that does not verify. */
export class InvalidCredentialsError extends TritonError {
  override name = 'InvalidCredentialsError';
  readonly code = 'InvalidCredentials';
  readonly status = 401;
}
