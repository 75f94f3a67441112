import { TritonError } from './triton-error';

/** CNAPI: the task was taken back before the compute node took it. */
export class TaskCanceledError extends TritonError {
  override name = 'TaskCanceledError';
  readonly code = 'TaskCanceled';
  readonly status = 409;
}
