const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Things are named by uuid or by name; PostgreSQL takes only the former for a uuid. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
