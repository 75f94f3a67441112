/** What the platform refuses, in words that a caller may be shown. */
export type VmadmErrorCode =
  | 'InvalidArgument'
  | 'InsufficientSpace'
  | 'VmNotFound'
  | 'VmAlreadyExists'
  | 'VmNotStopped'
  | 'VmNotRunning'
  | 'AlreadyRunning'
  | 'NotRunning'
  | 'DiskNotFound'
  | 'ImageNotFound'
  | 'SnapshotNotFound'
  | 'SnapshotAlreadyExists'
  | 'ZfsFailed';

/** A refusal of vmadm. After it the VM is as it was before; `facts` are numbers that go with the code. */
export class VmadmError extends Error {
  override name = 'VmadmError';

  constructor(
    readonly code: VmadmErrorCode,
    message: string,
    readonly facts: Readonly<Record<string, number>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
