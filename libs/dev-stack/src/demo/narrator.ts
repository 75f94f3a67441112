/** What the demo prints: numbered sections, commands after a dollar sign, output below them. */
export class Narrator {
  #section = 0;

  section(title: string): void {
    console.log(`\n${++this.#section}. ${title}`);
  }

  command(line: string, note = ''): void {
    console.log(`   $ ${shortened(line)}${note}`);
  }

  /** Output of something, a little further in. */
  output(text: string): void {
    for (const line of text.trimEnd().split('\n')) console.log(`     ${shortened(line)}`);
  }

  /** A claim that has just been checked. */
  fact(text: string): void {
    console.log(`   ✓ ${text}`);
  }
}

/** Uuids by their first eight digits, as the CLI takes them: lines that fit a terminal. */
function shortened(line: string): string {
  return line.replace(/\b([0-9a-f]{8})(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '$1…');
}
