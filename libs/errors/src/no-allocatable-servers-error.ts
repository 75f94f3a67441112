import { TritonError } from './triton-error';

/** CNAPI: no compute node can hold the VM; `errors` says why each was left out. */
export class NoAllocatableServersError extends TritonError {
  override name = 'NoAllocatableServersError';
  readonly code = 'NoAllocatableServers';
  readonly status = 409;
}
