import type { Names } from './rule';

/** Is `text` one of the names? `*` in a name stands for any text. */
export function matchesName(names: Names, text: string): boolean {
  return names === 'all' || names.some((name) => matchesGlob(name, text));
}

/** Part by part and never back, so that no pattern takes long. */
function matchesGlob(pattern: string, text: string): boolean {
  const parts = pattern.split('*');
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (parts.length === 1) return pattern === text;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}
