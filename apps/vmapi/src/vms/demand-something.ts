import { ValidationFailedError } from '@triton/errors/validation-failed-error';

/** Throws ValidationFailed when an update asks for nothing. */
export function demandSomething(input: object): void {
  if (Object.keys(input).some((name) => name !== 'force')) return;
  const message = 'must name something to change';
  throw new ValidationFailedError('Invalid VM update parameters', [
    { field: 'body', code: 'MissingParameter', message },
  ]);
}
