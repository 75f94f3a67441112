import type { IncomingHttpHeaders } from 'node:http';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { idempotencyKeyOf } from '@triton/http-server/idempotency-key';

/** The caller's name for its request; throws ValidationFailed for one that is no key. */
export function idempotencyKey(headers: IncomingHttpHeaders): string | undefined {
  return idempotencyKeyOf(headers, (message, errors) => new ValidationFailedError(message, errors));
}
