import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

let written = 0;

/** Replaces a file. Whatever dies when, it is there whole, old or new; when this returns it is the new one for good. */
export async function writeDurably(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.${written++}.new`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  // A rename is only durable once the directory is.
  const directory = await open(dirname(path), 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
