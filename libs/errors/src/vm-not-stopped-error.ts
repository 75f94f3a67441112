import { TritonError } from './triton-error';

/** VMAPI: the change needs the VM down (bhyve cannot hot-add or remove disks). */
export class VmNotStoppedError extends TritonError {
  override name = 'VmNotStoppedError';
  readonly code = 'VmNotStopped';
  readonly status = 409;
}
