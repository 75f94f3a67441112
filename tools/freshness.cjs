'use strict';
// Is a bundle in dist/ made of the sources as they are now? Plain CommonJS with node: modules only, because every
// launcher in tools/bin asks this first, also where npm packages are missing.

const { readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');

/** Where the record of a bundle's inputs is kept. */
const recordOf = (name) => join(root, 'dist', '.inputs', `${name}.json`);

/** What tells two versions of a file apart without reading it. Undefined when there is no such file. */
function stampOf(path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  return stat && `${stat.mtimeMs} ${stat.size}`;
}

/** True when `dist/<name>.cjs` exists and every file that went into it is still the same. */
function isFresh(name) {
  if (stampOf(`dist/${name}.cjs`) === undefined) return false;
  try {
    const inputs = JSON.parse(readFileSync(recordOf(name), 'utf8'));
    return Object.entries(inputs).every(([path, stamp]) => stampOf(path) === stamp);
  } catch {
    return false;
  }
}

module.exports = { isFresh, recordOf, root, stampOf };
