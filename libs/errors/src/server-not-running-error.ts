import { TritonError } from './triton-error';

/** CNAPI: the compute node is not there to be asked. */
export class ServerNotRunningError extends TritonError {
  override name = 'ServerNotRunningError';
  readonly code = 'ServerNotRunning';
  readonly status = 409;

  override get retryable(): boolean {
    return true;
  }
}
