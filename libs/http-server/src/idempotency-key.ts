import type { IncomingHttpHeaders } from 'node:http';
import type { AppOptions } from './app-options';

const KEY = /^[\x21-\x7e]{1,255}$/;
const RULE = 'must be 1 to 255 visible ASCII characters';

/** The caller's name for its request; throws `invalid` for one that is no key. Keys are kept, so they are short. */
export function idempotencyKeyOf(
  headers: IncomingHttpHeaders,
  invalid: AppOptions<never, never>['invalid'],
): string | undefined {
  const key = headers['idempotency-key']?.toString();
  if (key === undefined || KEY.test(key)) return key;
  throw invalid(`Idempotency-Key ${RULE}`, [{ field: 'Idempotency-Key', code: 'Invalid', message: RULE }]);
}
