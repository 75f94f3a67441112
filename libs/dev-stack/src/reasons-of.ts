/** An error and all that it was caused by, the outermost first: what a person at a terminal wants to read. */
export function reasonsOf(err: unknown): string[] {
  if (!(err instanceof Error)) return [String(err)];
  const causes = err instanceof AggregateError ? err.errors : err.cause === undefined ? [] : [err.cause];
  return [err.message || err.name, ...causes.flatMap(reasonsOf)];
}
