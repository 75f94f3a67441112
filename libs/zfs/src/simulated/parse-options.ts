import { usageFailure } from './usage-failure';

export interface ParsedOptions {
  /** Letters given that take no value. */
  readonly flags: ReadonlySet<string>;
  /** Values of the letters that take one, in order. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly operands: readonly string[];
}

/** Like getopt(3): letters with `:` take a value, options may follow operands, `--` ends them. Faults exit with 2. */
export function parseOptions(
  args: readonly string[],
  letters: string,
  usage: string,
  withoutValue = (letter: string): string => `invalid option '${letter}'`,
): ParsedOptions {
  const flags = new Set<string>();
  const values = new Map<string, string[]>();
  const operands: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] as string;
    if (arg === '--') {
      operands.push(...args.slice(at + 1));
      break;
    }
    if (!arg.startsWith('-') || arg === '-') {
      operands.push(arg);
      continue;
    }
    for (let index = 1; index < arg.length; index += 1) {
      const letter = arg[index] as string;
      const known = letter === ':' ? -1 : letters.indexOf(letter);
      if (known === -1) throw usageFailure(`invalid option '${letter}'`, usage);
      if (letters[known + 1] !== ':') {
        flags.add(letter);
        continue;
      }
      const attached = arg.slice(index + 1);
      const value = attached === '' ? args[(at += 1)] : attached;
      if (value === undefined) throw usageFailure(withoutValue(letter), usage);
      values.set(letter, [...(values.get(letter) ?? []), value]);
      break;
    }
  }
  return { flags, values, operands };
}
