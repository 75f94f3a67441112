import { isUniqueViolation } from '@triton/database/is-unique-violation';
import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';

/** What a client is told when the owner has such a key already, or one of that name; other errors as they are. */
export function keyTaken(thrown: unknown, nameConstraint: string, owner: 'the account' | 'the user'): unknown {
  if (!isUniqueViolation(thrown)) return thrown;
  const field = isUniqueViolation(thrown, nameConstraint) ? 'name' : 'key';
  const message = `${owner} already has a key of this ${field === 'name' ? 'name' : 'fingerprint'}`;
  return new InvalidArgumentError(message, [{ field, code: 'Duplicate', message }], { cause: thrown });
}
