import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';

/** InvalidArgument because of one field of the input; `message` is a whole sentence without the field's name. */
export function invalidField(field: string, message: string, options?: ErrorOptions): InvalidArgumentError {
  return new InvalidArgumentError(`${field}: ${message}`, [{ field, code: 'Invalid', message }], options);
}
