import { ValidationFailedError } from '@triton/errors/validation-failed-error';

/** The names of an owner's living VMs are different from each other. */
export function aliasTaken(cause: unknown): ValidationFailedError {
  const fault = { field: 'alias', code: 'Duplicate', message: 'Already exists' };
  return new ValidationFailedError('Invalid VM parameters', [fault], { cause });
}
