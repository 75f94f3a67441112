/** Codes that any action on a machine as a whole may answer with. */
export const MACHINE_CHANGE_ERRORS = [
  'ResourceNotFound',
  'InvalidArgument',
  'MissingParameter',
  'UnallocatedVM',
  'ConflictError',
  'PreconditionFailed',
] as const;
