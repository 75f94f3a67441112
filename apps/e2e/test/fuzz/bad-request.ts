import fc from 'fast-check';
import { badBody, goodBody } from './bad-body';
import { badCredentials, badKey, badMatch, badTicket, badVersion, noisyHeaders } from './bad-headers';
import { badMethod, badPath, badQuery } from './bad-target';
import type { Operation } from './operations';
import { goodQueryText } from './query-text';
import type { BadRequest, Fault } from './request';

/** A request of the operation with something wrong with it, and often more than one thing. */
export function badRequest(operation: Operation): fc.Arbitrary<BadRequest> {
  const asks = operation.method === 'GET';
  const faults: Fault[] = [badPath, badQuery, ...(asks ? [] : [badBodyOf, badBodyOf, badBodyOf]), badMethod];
  if (operation.isSigned) faults.push(badCredentials);
  if (operation.headers.includes('Accept-Version')) faults.push(badVersion);
  if (operation.headers.includes('x-ticket')) faults.push(badTicket);
  if (operation.headers.includes('If-Match')) faults.push(badMatch);
  if (operation.headers.includes('Idempotency-Key')) faults.push(badKey);
  const fault = fc.oneof(...faults.map((make) => make(operation)));
  return fc
    .tuple(fault, goodBody(operation), goodQueryText(operation), noisyHeaders(operation), fc.boolean())
    .map(([wrong, body, goodQuery, headers, noisy]) => {
      const { target = operation.path, ...more } = wrong;
      return {
        operation,
        method: operation.method,
        credentials: 'signed',
        mustBeRefused: false,
        isAstray: false,
        ...(asks ? { body: '' } : { body: body.text }),
        ...more,
        target: target.includes('?') || goodQuery === '' ? target : `${target}?${goodQuery}`,
        headers: { ...(asks ? {} : body.headers), ...(noisy ? headers : {}), ...more.headers },
      };
    });
}

const badBodyOf: Fault = (operation) =>
  badBody(operation).map(({ text, headers }) => ({ body: text, headers, mustBeRefused: true }));
