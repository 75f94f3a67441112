/** Codes that every disk operation may answer with, beside its own. */
export const DISK_ACTION_ERRORS = [
  'ResourceNotFound',
  'ValidationFailed',
  'InvalidArgument',
  'BrandNotSupported',
  'UnallocatedVM',
  'VmWithoutFlexibleDiskSize',
  'VmNotStopped',
  'PreconditionFailed',
  'ConflictError',
  'JobFailed',
] as const;
