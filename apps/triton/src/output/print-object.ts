import type { CommandOption } from '../command';
import type { Terminal } from '../terminal';

export const JSON_OPTION: CommandOption = { flags: '-j, --json', description: 'JSON output on one line.' };

/** An object as JSON: to be read by a person, or with `-j` on one line. */
export function printObject({ print }: Terminal, object: object, { json }: Readonly<Record<string, unknown>>): void {
  print(json ? JSON.stringify(object) : JSON.stringify(object, null, 4));
}
