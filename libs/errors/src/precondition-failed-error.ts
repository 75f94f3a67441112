import { TritonError } from './triton-error';

/** `If-Match` names a version that is not the current one. */
export class PreconditionFailedError extends TritonError {
  override name = 'PreconditionFailedError';
  readonly code = 'PreconditionFailed';
  readonly status = 412;
}
