import { TritonError } from './triton-error';

/** VMAPI and CNAPI: inputs break rules; `errors` names each. */
export class ValidationFailedError extends TritonError {
  override name = 'ValidationFailedError';
  readonly code = 'ValidationFailed';
  readonly status = 409;
}
