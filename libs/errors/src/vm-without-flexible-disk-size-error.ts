import { TritonError } from './triton-error';

/** VMAPI: a disk operation on a VM whose package is not a flexible disk package. */
export class VmWithoutFlexibleDiskSizeError extends TritonError {
  override name = 'VmWithoutFlexibleDiskSizeError';
  readonly code = 'VmWithoutFlexibleDiskSize';
  readonly status = 409;
}
