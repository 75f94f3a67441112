/** Codes that starting, stopping and rebooting may answer with. */
export const POWER_ERRORS = [
  'ResourceNotFound',
  'InvalidArgument',
  'MissingParameter',
  'UnallocatedVM',
  'ConflictError',
  'PreconditionFailed',
] as const;
