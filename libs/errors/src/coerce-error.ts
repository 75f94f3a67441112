/** Whatever was thrown, as an Error. One of another realm (a worker, a test's sandbox) is an error too. */
export function coerceError(thrown: unknown): Error {
  if (thrown instanceof Error || Object.prototype.toString.call(thrown) === '[object Error]') return thrown as Error;
  return new Error(typeof thrown === 'string' ? thrown : `thrown value: ${JSON.stringify(thrown)}`);
}
