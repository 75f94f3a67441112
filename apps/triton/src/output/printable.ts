// C0 but for tab and newline, DEL, C1: with them a name from elsewhere could steer the reader's terminal.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** `text` with its control characters written out (`\u001b`), as JSON does, so that they are seen instead of obeyed. */
export function printable(text: string): string {
  return text.replace(CONTROL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
