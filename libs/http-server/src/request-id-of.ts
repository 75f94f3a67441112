import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

// It ends up in logs, in job parameters and in headers of the next hop: nothing that could mean something there.
const ACCEPTABLE = /^[A-Za-z0-9._:-]{1,64}$/;

/** The id the caller gave the request, when it is fit to be repeated everywhere; else a new one. */
export function requestIdOf(headers: IncomingHttpHeaders): string {
  const given = headers['x-request-id'] ?? headers['request-id'];
  return typeof given === 'string' && ACCEPTABLE.test(given) ? given : randomUUID();
}
