// Every code that an endpoint says it may answer with is the code of an error class, and of one only.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { report, sourceFiles } from '../source-files.mjs';
import { root } from '../setup.mjs';

const CODE = /readonly code(?:: \w+)? = '(\w+)'/;

const codeIn = (path) => CODE.exec(readFileSync(join(root, path), 'utf8'))?.[1];

const faults = [];
const classes = new Set();
for (const code of sourceFiles(root, ['libs/errors'], /-error\.ts$/).map(codeIn)) {
  if (code !== undefined && classes.has(code)) faults.push(`libs/errors: ${code} is the code of two classes`);
  classes.add(code);
}
// A private error sits beside its thrower.
for (const code of sourceFiles(root, ['apps', 'libs'], /-error\.ts$/).map(codeIn)) classes.add(code);

const tables = sourceFiles(root, ['apps'], /^.*\/apps\/[^/]+\/src\/endpoints\.ts$/);
const outdir = join(root, 'dist', '.check');
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
await build({
  absWorkingDir: root,
  entryPoints: tables.map((path) => ({ in: path, out: basename(dirname(dirname(path))) })),
  outdir,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: Object.keys(dependencies),
  logLevel: 'silent',
});
const require = createRequire(import.meta.url);
for (const path of tables) {
  const app = basename(dirname(dirname(path)));
  const { endpoints } = require(join(outdir, `${app}.cjs`));
  if (!Array.isArray(endpoints)) faults.push(`${path}: exports no list named endpoints`);
  for (const { name, errors } of endpoints ?? []) {
    for (const code of errors)
      if (!classes.has(code)) faults.push(`${app} ${name}: no error class has the code ${code}`);
  }
}
if (tables.length === 0) faults.push('no endpoint tables were found: has the layout changed?');
report(faults);
