import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a configuration file so that it is there whole, or as it was. Its directory is the user's own. */
export function writeFile(file: string, content: object): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(content, null, 4)}\n`);
  renameSync(temporary, file);
}
