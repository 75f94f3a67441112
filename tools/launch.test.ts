import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..');
let checkout: string;

/** A small checkout: our tools, one program, and the packages of this one. */
beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'launch-'));
  mkdirSync(join(checkout, 'apps', 'zfs', 'src'), { recursive: true });
  for (const file of ['bin', 'build.mjs', 'freshness.cjs', 'launch.cjs']) {
    cpSync(join(root, 'tools', file), join(checkout, 'tools', file), { recursive: true });
  }
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(root, file), join(checkout, file));
  writeFileSync(join(checkout, 'tools', 'entry-points.json'), '{ "zfs": "apps/zfs/src/zfs.ts" }');
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'));
  write('first');
});
afterEach(() => rmSync(checkout, { recursive: true }));

function write(version: string): void {
  writeFileSync(join(checkout, 'apps', 'zfs', 'src', 'version.ts'), `export const version: string = '${version}';\n`);
  const main = `import { version } from './version';\nconsole.log(version, ...process.argv.slice(2));\n`;
  writeFileSync(join(checkout, 'apps', 'zfs', 'src', 'zfs.ts'), main);
}

const zfs = () => join(checkout, 'tools', 'bin', 'zfs');
const run = (...args: string[]) => execFileSync(zfs(), args, { encoding: 'utf8' });

test('a launcher builds what is missing or stale, and nothing else reaches its output', () => {
  expect(run('list', '-H')).toBe('first list -H\n');
  const built = readFileSync(join(checkout, 'dist', 'zfs.cjs'));
  expect(run()).toBe('first\n');
  expect(readFileSync(join(checkout, 'dist', 'zfs.cjs'))).toEqual(built);
  write('the second');
  expect(run()).toBe('the second\n');
});

test('many at once all run, though each finds the bundle missing', async () => {
  const { execFile } = await import('node:child_process');
  const outputs = await Promise.all(
    Array.from(
      { length: 4 },
      () => new Promise((resolve, reject) => execFile(zfs(), (err, stdout) => (err ? reject(err) : resolve(stdout)))),
    ),
  );
  expect(outputs).toEqual(['first\n', 'first\n', 'first\n', 'first\n']);
});

test('a source that cannot be built is told on standard error, and the program does not run', () => {
  writeFileSync(join(checkout, 'apps', 'zfs', 'src', 'zfs.ts'), `import './nowhere';\n`);
  const { status, stdout, stderr } = spawnSync(zfs(), { encoding: 'utf8' });
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('Could not resolve "./nowhere"');
});

test('without npm packages it says what to do', () => {
  rmSync(join(checkout, 'node_modules'));
  const { status, stderr } = spawnSync(zfs(), { encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain('run "npm ci"');
});

test('where there are no sources the bundle is run as it is', () => {
  run();
  rmSync(join(checkout, 'apps'), { recursive: true });
  expect(existsSync(join(checkout, 'dist', 'zfs.cjs'))).toBe(true);
  expect(run()).toBe('first\n');
});
