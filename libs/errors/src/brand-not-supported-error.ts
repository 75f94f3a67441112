import { TritonError } from './triton-error';

/** VMAPI: flexible disks exist for bhyve only. */
export class BrandNotSupportedError extends TritonError {
  override name = 'BrandNotSupportedError';
  readonly code = 'BrandNotSupported';
  readonly status = 409;
}
