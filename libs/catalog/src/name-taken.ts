import { isUniqueViolation } from '@triton/database/is-unique-violation';
import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';

/** What a client is told when the account has a role or policy of that name already; other errors as they are. */
export function nameTaken(thrown: unknown, kind: 'role' | 'policy'): unknown {
  if (!isUniqueViolation(thrown)) return thrown;
  const message = `the account already has a ${kind} of this name`;
  return new InvalidArgumentError(message, [{ field: 'name', code: 'Duplicate', message }], { cause: thrown });
}
