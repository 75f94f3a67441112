import { realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Removes the data directory of a stack that has ended, and what its PostgreSQL had to keep elsewhere. */
export function removeDataDir(dataDir: string): void {
  // A link where the server's user could not reach our directory; nothing at all where the database was given.
  const database = realPath(join(dataDir, 'postgres'));
  if (database !== undefined) rmSync(database, { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
