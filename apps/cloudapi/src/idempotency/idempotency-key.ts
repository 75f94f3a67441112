import type { IncomingHttpHeaders } from 'node:http';
import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';

const KEY = /^[\x21-\x7e]{1,255}$/;

/** The client's name for its request; throws InvalidArgument for one that is no key. */
export function idempotencyKey(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['idempotency-key']?.toString();
  if (key === undefined || KEY.test(key)) return key;
  const message = 'must be 1 to 255 visible ASCII characters';
  throw new InvalidArgumentError(`Idempotency-Key ${message}`, [
    { field: 'Idempotency-Key', code: 'Invalid', message },
  ]);
}
