import { quote } from '../output/quote';
import type { Terminal } from '../terminal';
import { UsageError } from '../usage-error';
import { type Labels, parseLabels } from './parse-pairs';
import { readInputJson } from './read-input-json';

/** Tags or metadata of a command line: `KEY=VALUE` arguments, and a JSON object in the file of `-f`, which they go before. */
export async function labelsInput(terminal: Terminal, pairs: readonly string[], file: unknown): Promise<Labels> {
  const given = parseLabels(pairs);
  const labels = file === undefined ? given : { ...(await labelsIn(terminal, String(file))), ...given };
  if (Object.keys(labels).length === 0) throw new UsageError('nothing is given to set: add KEY=VALUE, or -f FILE');
  return labels;
}

async function labelsIn(terminal: Terminal, file: string): Promise<Labels> {
  const content = await readInputJson(terminal, file);
  const where = file === '-' ? 'standard input' : `the file ${quote(file)}`;
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new UsageError(`${where} must hold a JSON object: {"key": "value"}`);
  }
  for (const [key, value] of Object.entries(content)) {
    if (['string', 'number', 'boolean'].includes(typeof value)) continue;
    throw new UsageError(`${where}: ${quote(key)} must be a text, a number, true or false`);
  }
  return content as Labels;
}
