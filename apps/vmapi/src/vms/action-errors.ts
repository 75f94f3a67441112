/** Codes that every action on a VM may answer with, beside its own. */
export const ACTION_ERRORS = [
  'ResourceNotFound',
  'ValidationFailed',
  'UnallocatedVM',
  'PreconditionFailed',
  'ConflictError',
  'JobFailed',
] as const;
