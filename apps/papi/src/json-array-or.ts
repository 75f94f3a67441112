/** The elements of a JSON array as texts, or the one text itself: how query strings of PAPI write alternatives. */
export function jsonArrayOr(text: string): string[] {
  if (!text.startsWith('[')) return [text];
  try {
    const parsed: unknown = JSON.parse(text);
    if (Array.isArray(parsed)) return parsed.map((item) => (typeof item === 'string' ? item : JSON.stringify(item)));
  } catch {
    // Not JSON after all: then it is the text itself that is meant.
  }
  return [text];
}
