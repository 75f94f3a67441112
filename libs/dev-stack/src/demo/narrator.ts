/** What the demo prints: numbered sections, commands after a dollar sign, output below them. */
export class Narrator {
  #section = 0;

  section(title: string): void {
    console.log(`\n${++this.#section}. ${title}`);
  }

  command(line: string, note = ''): void {
    console.log(`   $ ${line}${note}`);
  }

  /** Output of something, a little further in. */
  output(text: string): void {
    for (const line of text.trimEnd().split('\n')) console.log(`     ${line}`);
  }

  /** A claim that has just been checked. */
  fact(text: string): void {
    console.log(`   ✓ ${text}`);
  }
}
