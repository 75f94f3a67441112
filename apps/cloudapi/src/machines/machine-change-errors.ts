/** Codes that any change of a machine, or of what belongs to it as a whole, may answer with. */
export const MACHINE_CHANGE_ERRORS = [
  'ResourceNotFound',
  'InvalidArgument',
  'UnallocatedVM',
  'ConflictError',
  'PreconditionFailed',
] as const;
