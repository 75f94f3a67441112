'use strict';
// Runs one of our programs from a checkout, in this very process: tools/bin/* are three lines around it.

const { spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { isFresh, root } = require('./freshness.cjs');

module.exports = function launch(name) {
  // Where there is no source (an image of ours) there is nothing to be older than.
  if (existsSync(join(root, 'apps')) && !isFresh(name)) build(name);
  require(join(root, 'dist', `${name}.cjs`));
};

function build(name) {
  if (!existsSync(join(root, 'node_modules', 'esbuild'))) {
    process.stderr.write(`${name}: npm packages are missing; run "npm ci" in ${root} first\n`);
    process.exit(1);
  }
  // stdout stays the program's own.
  const { status } = spawnSync(process.execPath, [join(__dirname, 'build.mjs'), '--quiet', name], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) process.exit(status ?? 1);
}
