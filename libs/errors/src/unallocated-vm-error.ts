import { TritonError } from './triton-error';

/** VMAPI: the VM is still being provisioned. */
export class UnallocatedVmError extends TritonError {
  override name = 'UnallocatedVmError';
  readonly code = 'UnallocatedVM';
  readonly status = 409;
}
