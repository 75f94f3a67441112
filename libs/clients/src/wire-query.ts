/** Query parameters as callers write them: names as on the wire, absent or `undefined` meaning not sent. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** `query` as texts. A list goes comma separated, as every Triton service reads `uuids` and `fields`. */
export function wireQuery(query: Query): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) texts[name] = Array.isArray(value) ? value.join(',') : String(value);
  }
  return texts;
}
