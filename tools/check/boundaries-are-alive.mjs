// Plants imports that the layer rule and the owner rule forbid, and sees that ESLint reports each of them. The layer rule
// turns itself off in silence when something is amiss with the project graph; this is how we would notice.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { report } from '../source-files.mjs';
import { run } from '../run.mjs';
import { root } from '../setup.mjs';

const PLANTED = [
  {
    file: 'apps/cloudapi/src/planted-bad-import.ts',
    bad: [
      { line: "import '@triton/zfs/zfs';", rule: '@nx/enforce-module-boundaries' },
      { line: "import '../../vmapi/src/config';", rule: '@nx/enforce-module-boundaries' },
      { line: "import 'pg';", rule: 'no-restricted-imports' },
    ],
  },
  {
    file: 'libs/flexible-disk/src/planted-bad-import.ts',
    bad: [
      { line: "import '@triton/logging/create-logger';", rule: '@nx/enforce-module-boundaries' },
      { line: "import '../../errors/src/triton-error';", rule: '@nx/enforce-module-boundaries' },
      { line: "export * from './zone-quota';", rule: 'no-restricted-syntax' },
      { line: 'jest.mock;', rule: 'no-restricted-properties' },
      { line: 'export default 1;', rule: 'no-restricted-exports' },
    ],
  },
];

const remove = () => PLANTED.forEach(({ file }) => rmSync(join(root, file), { force: true }));
process.on('exit', remove);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

for (const { file, bad } of PLANTED) {
  writeFileSync(join(root, file), `${bad.map(({ line }) => line).join('\n')}\n`);
}
const program = (name) => join(root, 'node_modules', '.bin', name);
await run(program('nx'), ['show', 'projects'], { cwd: root });
const files = PLANTED.map(({ file }) => file);
const shown = await run(program('eslint'), ['--format', 'json', ...files], { cwd: root }).then(
  () => '[]', // it found nothing to complain about
  (error) => error.output,
);
const reports = JSON.parse(shown.slice(shown.indexOf('[{')) || '[]');
const faults = PLANTED.flatMap(({ file, bad }) => {
  const messages = reports.find(({ filePath }) => filePath === join(root, file))?.messages ?? [];
  return bad
    .filter(({ rule }, index) => !messages.some(({ ruleId, line }) => ruleId === rule && line === index + 1))
    .map(({ line, rule }) => `${rule} does not report: ${line} (planted in ${file})`);
});
report(faults);
