import { closeSync, fdatasync, fsync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const syncData = promisify(fdatasync);
const syncAll = promisify(fsync);
let written = 0;

/**
 * Replaces a file. Whatever dies when, it is there whole, old or new; when this returns it is the new one for good.
 *
 * Only the waits for the disk go through the thread pool: the rest is a few microseconds of the kernel, and each trip there
 * and back costs more than that (measured: the eight trips were half of the time that the node took for a resize).
 */
export async function writeDurably(path: string, text: string): Promise<void> {
  const temporary = temporaryName(path);
  const file = openSync(temporary, 'w', 0o600);
  try {
    writeFileSync(file, text);
    await syncData(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
  await syncDirectory(dirname(path));
}

/** Makes what was renamed or removed in the directory stay so: that is only durable once the directory is. */
export async function syncDirectory(path: string): Promise<void> {
  const directory = openSync(path, 'r');
  try {
    await syncAll(directory);
  } finally {
    closeSync(directory);
  }
}

/** Replaces a file whole, for what a power failure may take back. */
export function writeWhole(path: string, text: string): void {
  const temporary = temporaryName(path);
  writeFileSync(temporary, text, { mode: 0o600 });
  renameSync(temporary, path);
}

function temporaryName(path: string): string {
  return `${path}.${process.pid}.${written++}.new`;
}
