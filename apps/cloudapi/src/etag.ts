import type { IncomingHttpHeaders } from 'node:http';
import { PreconditionFailedError } from '@triton/errors/precondition-failed-error';
import { etagOfValue } from '@triton/http-server/etag';
import { reply } from '@triton/http-server/reply';

/** An answer with its ETag: what CloudAPI itself shows has another one for every other text. Machines have VMAPI's. */
export function versionedReply(body: unknown, options: { status?: number; headers?: Record<string, string> } = {}) {
  return reply(body, { ...options, headers: { ETag: etagOfValue(body), ...options.headers } });
}

/**
 * Throws PreconditionFailed when `If-Match` names versions and none is that of `current`, which is what GET of the
 * request's own path would show now: for something new, the list that it goes into.
 */
export function demandMatch({ 'if-match': ifMatch }: IncomingHttpHeaders, current: unknown): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const etag = etagOfValue(current);
  if (ifMatch.split(',').some((wanted) => wanted.trim() === etag)) return;
  throw new PreconditionFailedError('it has changed since the ETag in If-Match');
}
