const LONGEST_ECHO = 64;

/** What the user typed, for a message: in quotes, on one line, and no longer than is needed to know it again. */
export function quote(text: string): string {
  return JSON.stringify(text.length > LONGEST_ECHO ? `${text.slice(0, LONGEST_ECHO)}…` : text);
}
