/** Where a command reads and writes. `main` has the real one, tests have one in memory. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Writes a line of the result. */
  print(line: string): void;
  /** Writes a line that is not the result: errors, warnings. */
  note(line: string): void;
  /** A person is there: progress may be drawn and questions asked. */
  readonly interactive: boolean;
  /** Shows `text` in place of what it showed before; an empty one takes it away. Only when `interactive`. */
  showProgress(text: string): void;
  /** The answer of the person; undefined when they end the input instead. Only when `interactive`. */
  ask(question: string): Promise<string | undefined>;
  /** The same, without showing what they type. */
  askSecret(question: string): Promise<string | undefined>;
  /** What the person makes of `text` in their editor; `name` is the name of the file they see. Only when `interactive`. */
  edit(text: string, name: string): Promise<string>;
  /** All of standard input. */
  readInput(): Promise<string>;
}
