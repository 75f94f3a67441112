export type QueryValue = string | number | boolean | undefined | readonly (string | number | boolean)[];
export type Query = Readonly<Record<string, QueryValue>>;

/** The request target: what is sent and what is signed are this very string. Undefined values are left out, arrays repeat. */
export function pathWithQuery(path: string, query: Query = {}): string {
  const pairs: string[] = [];
  for (const [key, value] of Object.entries(query)) {
    const values = Array.isArray(value) ? (value as readonly QueryValue[]) : [value];
    for (const one of values) {
      if (one !== undefined) pairs.push(`${encodeURIComponent(key)}=${encodeURIComponent(String(one))}`);
    }
  }
  if (pairs.length === 0) return path;
  return `${path}${path.includes('?') ? '&' : '?'}${pairs.join('&')}`;
}
