import { CommandFailure } from './command-failure';

/** `name=value` pairs of `-o` options or operands; a later one of the same name is a fault, as in zfs. */
export function parseAssignments(texts: readonly string[], exitCode = 1): Map<string, string> {
  const result = new Map<string, string>();
  for (const text of texts) {
    const equals = text.indexOf('=');
    if (equals === -1) throw new CommandFailure(`missing '=' for property=value argument`, exitCode);
    const name = text.slice(0, equals);
    if (result.has(name)) throw new CommandFailure(`property '${name}' specified multiple times`, exitCode);
    result.set(name, text.slice(equals + 1));
  }
  return result;
}
