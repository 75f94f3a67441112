import { readFileSync } from 'node:fs';
import type { Terminal } from '../terminal';
import { quote } from '../output/quote';
import { UsageError } from '../usage-error';

/** The text of a file that the command line names; `-` is standard input. */
export async function readInputText({ readInput }: Terminal, file: string): Promise<string> {
  if (file === '-') return readInput();
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`the file ${quote(file)} can not be read: ${(cause as Error).message}`, { cause });
  }
}
