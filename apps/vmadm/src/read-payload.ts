import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';

import type { CommandContext } from './command';
import { UsageError } from './usage-error';

/** The JSON of `-f <file>`, or of stdin when there is none or it is `-`. `doing` names the command for a terminal's user. */
export async function readPayload({ stdin }: CommandContext, args: string[], doing: string): Promise<unknown> {
  const file = fileOption(args);
  const fromStdin = file === undefined || file === '-';
  if (fromStdin && stdin.isTTY) throw new UsageError(`Will not ${doing} from stdin when stdin is a tty.`);
  const content = fromStdin ? await text(stdin) : await readNamed(file);
  try {
    return JSON.parse(content) as unknown;
  } catch (error) {
    throw new Error(`Invalid JSON payload: ${(error as Error).message}`, { cause: error });
  }
}

function fileOption(args: string[]): string | undefined {
  try {
    return parseArgs({ args, options: { file: { type: 'string', short: 'f' } } }).values.file;
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

async function readNamed(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error(`File: ${file} does not exist.`, { cause: error });
  }
}
