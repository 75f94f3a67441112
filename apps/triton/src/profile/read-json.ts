import { readFileSync } from 'node:fs';
import { UsageError } from '../usage-error';

/** A JSON file; undefined when there is none. The errors name the file. */
export function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new UsageError(`${file} can not be read: ${message}`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`${file} is not JSON: correct it or remove it (${(cause as Error).message})`, { cause });
  }
}
