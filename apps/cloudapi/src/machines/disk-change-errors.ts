/** Codes that creating, resizing and deleting a disk may all answer with. */
export const DISK_CHANGE_ERRORS = [
  'ResourceNotFound',
  'InvalidArgument',
  'ValidationFailed',
  'BrandNotSupported',
  'VmWithoutFlexibleDiskSize',
  'UnallocatedVM',
  'ConflictError',
  'PreconditionFailed',
] as const;
