import { TritonError } from './triton-error';

/** What a client is told of an error that is not its fault and not ours to explain: nothing. The cause goes to the log. */
export class InternalError extends TritonError {
  override name = 'InternalError';
  readonly code = 'InternalError';
  readonly status = 500;

  constructor(cause: unknown) {
    super('Internal Error', [], { cause });
  }
}
