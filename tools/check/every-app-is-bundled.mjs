// Every program has a bundle, and the bundles that stand behind tools/bin have a launcher.
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { report } from '../source-files.mjs';
import { root } from '../setup.mjs';

const entryPoints = JSON.parse(readFileSync(join(root, 'tools', 'entry-points.json'), 'utf8'));
const sources = Object.values(entryPoints);
const NOT_A_PROGRAM = new Set(['e2e']);

const withoutBundle = readdirSync(join(root, 'apps'))
  .filter((app) => !NOT_A_PROGRAM.has(app) && !sources.some((source) => source.startsWith(`apps/${app}/`)))
  .map((app) => `apps/${app}: no entry point in tools/entry-points.json`);
const missing = Object.entries(entryPoints)
  .filter(([name, source]) => !existsSync(join(root, source)) || !existsSync(join(root, 'dist', `${name}.cjs`)))
  .map(([name, source]) => `${name}: ${source} or dist/${name}.cjs is not there`);
const withoutLauncher = ['triton', 'vmadm', 'zfs', 'zpool'].filter((name) => {
  try {
    return accessSync(join(root, 'tools', 'bin', name), constants.X_OK) !== undefined;
  } catch {
    return true;
  }
});
report([...withoutBundle, ...missing, ...withoutLauncher.map((name) => `tools/bin/${name} cannot be run`)]);
