// Bundles the programs of entry-points.json into dist/*.cjs. `node tools/build.mjs [--quiet] [name...]`.
// Several builds may run at once: every file is written beside its place and renamed.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import freshness from './freshness.cjs';

const { isFresh, recordOf, root, stampOf } = freshness;
const readJson = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));

// A change of any of these may change every bundle.
const BUILD_INPUTS = ['package-lock.json', 'tools/build.mjs', 'tools/entry-points.json'];

// Programs that people start by hand have third-party packages inside as well: they start in half the time.
const WHOLE = new Set(['triton', 'vmadm', 'zfs', 'zpool']);
// Bunyan asks for them and does without.
const OPTIONAL_PACKAGES = ['dtrace-provider', 'mv', 'safe-json-stringify', 'source-map-support'];

/** Makes the bundles that are missing or older than their sources. Answers the names of those it made. */
export async function build({ names, quiet = false } = {}) {
  const entryPoints = readJson('tools/entry-points.json');
  const wanted = names ?? Object.keys(entryPoints);
  const unknown = wanted.filter((name) => !(name in entryPoints));
  if (unknown.length > 0) throw new Error(`no such program: ${unknown.join(', ')} (see tools/entry-points.json)`);
  const pick = (some, which) => Object.fromEntries(some.filter(which).map((name) => [name, entryPoints[name]]));
  const stale = wanted.filter((name) => !isFresh(name));
  if (stale.length === 0) return [];

  const startedMs = Date.now();
  const { build: bundle, stop } = await import('esbuild');
  const results = await Promise.all([
    bundleAll(
      bundle,
      pick(stale, (name) => !WHOLE.has(name)),
      Object.keys(readJson('package.json').dependencies),
    ),
    bundleAll(
      bundle,
      pick(stale, (name) => WHOLE.has(name)),
      OPTIONAL_PACKAGES,
    ),
  ]);
  await stop(); // its process would wait for more work as long as we live
  for (const { outputFiles } of results) for (const { path, contents } of outputFiles) replaceFile(path, contents);
  // Last, so that a bundle is never called fresh before it is there.
  const outputs = Object.assign({}, ...results.map(({ metafile }) => metafile.outputs));
  for (const name of stale) recordInputs(name, Object.keys(outputs[`dist/${name}.cjs`].inputs), startedMs);
  if (!quiet) console.log(`built ${stale.join(', ')} in ${Date.now() - startedMs} ms`);
  return stale;
}

/** Everything of ours goes in (Node cannot load @triton/*, it is TypeScript), `external` packages stay outside. */
function bundleAll(bundle, entryPoints, external) {
  return bundle({
    absWorkingDir: root,
    entryPoints,
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: true,
    metafile: true,
    write: false,
    logLevel: 'warning',
    logLimit: 5,
    external,
  });
}

function recordInputs(name, inputs, startedMs) {
  // package-lock.json stands for all of node_modules.
  const sources = inputs.filter((path) => !path.startsWith('node_modules/'));
  const stamps = [...sources, ...BUILD_INPUTS].map((path) => {
    const stamp = stampOf(path);
    // Changed while we were building: we cannot know which version we read, so the next run builds again.
    return [path, stamp !== undefined && Number.parseFloat(stamp) >= startedMs ? 'changed during the build' : stamp];
  });
  replaceFile(recordOf(name), JSON.stringify(Object.fromEntries(stamps)));
}

function replaceFile(path, contents) {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, contents);
  renameSync(temporary, path);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const args = process.argv.slice(2);
  const names = args.filter((arg) => !arg.startsWith('-'));
  try {
    await build({ names: names.length > 0 ? names : undefined, quiet: args.includes('--quiet') });
  } catch (error) {
    // esbuild has printed its own errors, each with file and line.
    if (error.errors === undefined) console.error(error.message);
    process.exitCode = 1;
  }
}
