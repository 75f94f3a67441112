import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import { MissingParameterError } from '@triton/errors/missing-parameter-error';
import type { FieldError, TritonError } from '@triton/errors/triton-error';

/** How CloudAPI says that an input breaks its schema: something required is missing, or something given is wrong. */
export function invalidInput(message: string, errors: FieldError[]): TritonError {
  const isMissing = errors.some(({ code }) => code === 'MissingParameter');
  return isMissing ? new MissingParameterError(message, errors) : new InvalidArgumentError(message, errors);
}
