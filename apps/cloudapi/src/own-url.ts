import type { IncomingHttpHeaders } from 'node:http';

/** This service as the client reached it. */
export function ownUrl({ host = '' }: IncomingHttpHeaders): string {
  return /^[a-zA-Z0-9.[\]:-]{1,255}$/.test(host) ? `http://${host}` : 'http://localhost';
}
