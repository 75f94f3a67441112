import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';

/** The words that shipped CloudAPI has for it, and clients compare. */
export function vmMustBeStopped(options?: ErrorOptions): InvalidArgumentError {
  return new InvalidArgumentError('VM must be stopped', [], options);
}
