/** The values of a repeatable option. */
export function listOf(option: unknown): string[] {
  return Array.isArray(option) ? option.map(String) : [];
}
