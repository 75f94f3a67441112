import { TritonError } from './triton-error';

/** VMAPI: a caller that waited for the end of its job (`sync`) learns why it failed; the message is the job's reason. */
export class JobFailedError extends TritonError {
  override name = 'JobFailedError';
  readonly code = 'JobFailed';
  readonly status = 409;

  constructor(
    reason: string,
    readonly jobUuid: string,
  ) {
    super(reason);
  }

  override facts(): Record<string, unknown> {
    return { job_uuid: this.jobUuid };
  }
}
