import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The checkout that this code runs from: from a bundle in dist/ as well as from its source file. */
export function repositoryRoot(): string {
  let directory = __dirname;
  while (!existsSync(join(directory, 'tools', 'entry-points.json'))) {
    const parent = dirname(directory);
    if (parent === directory) throw new Error(`${__dirname} is not in a checkout of this repository`);
    directory = parent;
  }
  return directory;
}
