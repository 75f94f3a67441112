import type { IncomingHttpHeaders } from 'node:http';
import { InvalidHeaderError } from '@triton/errors/invalid-header-error';
import { RequestExpiredError } from '@triton/errors/request-expired-error';
import type { ParsedAuthorization } from './parse-authorization';

/** Seconds that the clocks of a client and ours may be apart, either way. */
export const MAX_SKEW_SECONDS = 300;

/**
 * Throws unless the signature says when it was made, and that was just now. Only times that are themselves signed count:
 * a captured signature must not live on under a fresh date.
 */
export function assertFresh(authorization: ParsedAuthorization, headers: IncomingHttpHeaders, now: Date): void {
  const { signedHeaders, created, expires } = authorization;
  const times: number[] = [];
  for (const name of ['date', 'x-date'] as const) {
    if (signedHeaders.includes(name)) times.push(secondsOf(name, headers[name]));
  }
  if (signedHeaders.includes('(created)') && created !== undefined) times.push(created);
  if (times.length === 0) throw new InvalidHeaderError('the signature must cover date, x-date or (created)');

  const nowSeconds = now.getTime() / 1000;
  for (const time of times) {
    const skew = nowSeconds - time;
    if (Math.abs(skew) <= MAX_SKEW_SECONDS) continue;
    const side = skew > 0 ? 'behind' : 'ahead of';
    throw new RequestExpiredError(`the request is dated ${Math.round(Math.abs(skew))} s ${side} our clock`);
  }
  if (expires !== undefined && nowSeconds - expires > MAX_SKEW_SECONDS) {
    throw new RequestExpiredError('the signature has expired');
  }
}

function secondsOf(name: string, value: string | string[] | undefined): number {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) throw new InvalidHeaderError(`header ${name} must be a date`);
  return time / 1000;
}
