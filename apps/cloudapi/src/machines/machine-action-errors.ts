import { MACHINE_CHANGE_ERRORS } from './machine-change-errors';

/** Codes that any of the operations told apart by `action` may answer with. */
export const MACHINE_ACTION_ERRORS = [...MACHINE_CHANGE_ERRORS, 'MissingParameter'] as const;
