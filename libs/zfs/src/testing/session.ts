/** One command of a recorded session: its arguments, everything it printed and its exit code. */
export interface RecordedCommand {
  readonly args: readonly string[];
  readonly output: readonly string[];
  readonly exitCode: number;
}

/** Reads a session: `$ zfs …`, then what was printed, then `[exit N]` when N is not 0. */
export function parseSession(text: string): RecordedCommand[] {
  return text
    .split(/^\$ zfs ?/m)
    .slice(1)
    .map((part) => {
      const [line = '', ...output] = part.trimEnd().split('\n');
      const exit = /^\[exit (\d+)\]$/.exec(output.at(-1) ?? '');
      return {
        args: line === '' ? [] : line.split(' '),
        output: exit ? output.slice(0, -1) : output,
        exitCode: Number(exit?.[1] ?? 0),
      };
    });
}
