import type { IncomingHttpHeaders } from 'node:http';

const LONGEST = 4096;

/** Who asked CloudAPI, as `x-context` tells it, for the audit. What is not a JSON object of sane size is ignored. */
export function callerContext({ 'x-context': header }: IncomingHttpHeaders): Record<string, unknown> | undefined {
  if (typeof header !== 'string' || header.length > LONGEST) return undefined;
  try {
    const context: unknown = JSON.parse(header);
    const isObject = typeof context === 'object' && context !== null && !Array.isArray(context);
    return isObject ? (context as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
