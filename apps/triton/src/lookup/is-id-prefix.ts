/** Can `text` be the beginning of an id? */
export function isIdPrefix(text: string): boolean {
  return /^[0-9a-f][0-9a-f-]{0,35}$/i.test(text);
}
