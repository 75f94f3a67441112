import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const SKIPPED = new Set(['node_modules', 'dist', '.nx', '.git', '.data', 'coverage']);

/** Paths below `root`, relative to it, of all files under `directories` whose path matches. */
export function sourceFiles(root, directories, matches) {
  const found = [];
  const walk = (directory) => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      if (SKIPPED.has(entry.name)) continue;
      const path = join(directory, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (matches.test(path)) found.push(relative(root, path).split(sep).join('/'));
    }
  };
  for (const directory of directories) walk(join(root, directory));
  return found.sort();
}

/** Ends the process: with 1 and the list of faults, or with 0. */
export function report(faults) {
  for (const fault of faults) console.error(fault);
  process.exit(faults.length === 0 ? 0 : 1);
}
