import { TritonError } from './triton-error';

/** CloudAPI: deletion protection is on. */
export class CannotDestroyMachineError extends TritonError {
  override name = 'CannotDestroyMachineError';
  readonly code = 'CannotDestroyMachine';
  readonly status = 409;
}
