import type { CommandOption } from './command';
import type { Session } from './session';

export const JSON_OPTION: CommandOption = { flags: '-j, --json', description: 'JSON output on one line.' };

/** An object as JSON: to be read by a person, or with `-j` on one line. */
export function printObject(session: Session, object: object, { json }: Record<string, unknown>): void {
  session.print(json ? JSON.stringify(object) : JSON.stringify(object, null, 4));
}
