import type { Terminal } from '../terminal';
import { quote } from '../output/quote';
import { UsageError } from '../usage-error';
import { readInputText } from './read-input-text';

/** The JSON in a file that the command line names; `-` is standard input. */
export async function readInputJson(terminal: Terminal, file: string): Promise<unknown> {
  const text = await readInputText(terminal, file);
  try {
    return JSON.parse(text);
  } catch (cause) {
    const what = file === '-' ? 'standard input' : `the file ${quote(file)}`;
    throw new UsageError(`${what} is not JSON: ${(cause as Error).message}`, { cause });
  }
}
