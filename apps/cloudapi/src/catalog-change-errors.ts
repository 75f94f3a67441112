/** Codes that any change of an account's own things may answer with. */
export const CATALOG_CHANGE_ERRORS = ['InvalidArgument', 'ConflictError', 'PreconditionFailed'] as const;
