/** The first 8 hex digits of an id, which stand for it wherever an id is asked for. */
export function shortId(id: string): string {
  return id.slice(0, 8);
}
