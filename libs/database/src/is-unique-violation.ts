const UNIQUE_VIOLATION = '23505';

/** Was it thrown because a row with that key exists already? `constraint` names the key meant, when a table has several. */
export function isUniqueViolation(thrown: unknown, constraint?: string): boolean {
  const { code, constraint: violated } = (thrown ?? {}) as { code?: unknown; constraint?: unknown };
  return code === UNIQUE_VIOLATION && (constraint === undefined || violated === constraint);
}
