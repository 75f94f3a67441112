import type { IncomingHttpHeaders } from 'node:http';
import { idempotencyKeyOf } from '@triton/http-server/idempotency-key';
import { invalidInput } from '../invalid-input';

/** The client's name for its request; throws InvalidArgument for one that is no key. */
export function idempotencyKey(headers: IncomingHttpHeaders): string | undefined {
  return idempotencyKeyOf(headers, invalidInput);
}
