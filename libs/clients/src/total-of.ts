import type { IncomingHttpHeaders } from 'node:http';

/** The number of matches that a list's answer gives in header `name`, which may be more than the page holds. */
export function totalOf(headers: IncomingHttpHeaders, name: string): number {
  const total = Number(headers[name]);
  if (headers[name] === undefined || !Number.isSafeInteger(total))
    throw new Error(`answer has no usable ${name} header`);
  return total;
}
