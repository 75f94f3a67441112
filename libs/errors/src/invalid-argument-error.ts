import { TritonError } from './triton-error';

/** An input breaks a rule (RFD 154 names this code for a shrink nobody allowed and for deleting the boot disk). */
export class InvalidArgumentError extends TritonError {
  override name = 'InvalidArgumentError';
  readonly code = 'InvalidArgument';
  readonly status = 409;
}
