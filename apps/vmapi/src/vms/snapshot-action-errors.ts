import { ACTION_ERRORS } from './action-errors';

/** Codes that every operation on a snapshot may answer with, beside its own. */
export const SNAPSHOT_ACTION_ERRORS = [...ACTION_ERRORS, 'BrandNotSupported', 'VmWithoutFlexibleDiskSize'] as const;
