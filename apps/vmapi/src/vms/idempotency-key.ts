import type { IncomingHttpHeaders } from 'node:http';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';

const KEY = /^[\x21-\x7e]{1,255}$/;

/** The caller's name for its request; throws ValidationFailed for one that is no key. Keys are kept, so they are short. */
export function idempotencyKey(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['idempotency-key']?.toString();
  if (key === undefined || KEY.test(key)) return key;
  const message = 'must be 1 to 255 visible ASCII characters';
  throw new ValidationFailedError(`Idempotency-Key ${message}`, [
    { field: 'Idempotency-Key', code: 'Invalid', message },
  ]);
}
