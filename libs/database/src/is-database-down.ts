const NO_CONNECTION = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', 'EAI_AGAIN']);
/** Classes of PostgreSQL's codes: connection trouble, out of resources, the server being shut down or started. */
const SERVER_TROUBLE = /^(08|53|57P)/;
/** pg throws these without a code. */
const PG_SAYS =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout)/;

/** pg gave up a query because no answer came, for whatever reason. */
export function isQueryTimeout(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.message === 'Query read timeout';
}

/** Was it thrown because PostgreSQL cannot be asked now, rather than because of the question? */
export function isDatabaseDown(thrown: unknown): boolean {
  const { code, message, errors } = (thrown ?? {}) as { code?: unknown; message?: unknown; errors?: unknown };
  if (typeof code === 'string' && (NO_CONNECTION.has(code) || SERVER_TROUBLE.test(code))) return true;
  if (typeof message === 'string' && PG_SAYS.test(message)) return true;
  // Of a name with several addresses, each refused.
  return thrown instanceof AggregateError && Array.isArray(errors) && errors.some(isDatabaseDown);
}
