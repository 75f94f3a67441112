import { isUniqueViolation } from '@triton/database/is-unique-violation';
import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';

/** What a client is told when another user of the account has the login already; other errors as they are. */
export function loginTaken(thrown: unknown): unknown {
  if (!isUniqueViolation(thrown, 'sub_users_login_of_account')) return thrown;
  const message = 'the account already has a user of this login';
  return new InvalidArgumentError(message, [{ field: 'login', code: 'Duplicate', message }], { cause: thrown });
}
