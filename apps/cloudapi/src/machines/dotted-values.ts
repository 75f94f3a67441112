/** The values of the flat keys `prefix.KEY` of CreateMachine's input, by KEY. */
export function dottedValues(input: object, prefix: 'metadata' | 'tag'): Record<string, unknown> {
  const start = `${prefix}.`;
  const values = Object.entries(input).filter(([key]) => key.startsWith(start));
  // fromEntries defines keys instead of assigning them, so `tag.__proto__` is a tag like any other.
  return Object.fromEntries(values.map(([key, value]) => [key.slice(start.length), value]));
}
