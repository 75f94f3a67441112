import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LOCK = {
  lockfileVersion: 3,
  packages: {
    '': { name: 'small' },
    'apps/one': { name: '@triton/one' },
    'node_modules/left': { version: '1.0.0', integrity: 'sha512-left' },
    'node_modules/for-another-platform': { version: '1.0.0', integrity: 'sha512-other', optional: true },
  },
};

let checkout: string;
let bin: string;

/** A checkout with nothing installed, and a PATH that holds only what a test puts there. */
beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'set-up-'));
  bin = join(checkout, 'bin');
  mkdirSync(bin);
  mkdirSync(join(checkout, 'tools'));
  for (const file of ['npm-packages', 'redis-server', 'run', 'set-up-lock', 'setup', 'step']) {
    cpSync(join(__dirname, `${file}.mjs`), join(checkout, 'tools', `${file}.mjs`));
  }
  writeFileSync(join(checkout, 'package-lock.json'), JSON.stringify(LOCK));
  for (const name of ['sh', 'sleep', 'cp', 'mkdir']) {
    const path = execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
    symlinkSync(path, join(bin, name));
  }
  program('redis-server', '');
  // What npm ci leaves behind; and a line in a file for each time it ran.
  const installed = { packages: { 'node_modules/left': LOCK.packages['node_modules/left'] } };
  writeFileSync(join(checkout, 'installed.json'), JSON.stringify(installed));
  program(
    'npm',
    'echo "$@" >> npm.log; sleep 0.3; mkdir -p node_modules; cp installed.json node_modules/.package-lock.json',
  );
});
afterEach(() => rmSync(checkout, { recursive: true }));

function program(name: string, script: string): void {
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}

const options = (env: Record<string, string> = {}) => ({
  cwd: checkout,
  env: { PATH: bin, ...env },
  encoding: 'utf8' as const,
});
const setUp = (env?: Record<string, string>) => spawnSync(process.execPath, ['tools/setup.mjs'], options(env));
const timesInstalled = () => {
  const { stdout } = spawnSync('sh', ['-c', 'cat npm.log 2>/dev/null | wc -l'], { cwd: checkout, encoding: 'utf8' });
  return Number(stdout);
};

test('packages are installed once, and again when the lock file asks for others', () => {
  expect(setUp().stdout).toMatch(/npm ci \(node_modules is not there\) \.\.\. \d/);
  expect(setUp().stdout).toContain('npm packages match package-lock.json');
  expect(timesInstalled()).toBe(1);
  const changed = { ...LOCK, packages: { ...LOCK.packages, 'node_modules/left': { version: '1.0.1' } } };
  writeFileSync(join(checkout, 'package-lock.json'), JSON.stringify(changed));
  expect(setUp().stdout).toContain('npm ci (node_modules/left is not 1.0.1)');
});

test('of two set-ups at once one installs and the other waits for it', async () => {
  const runs = [1, 2].map(() => {
    const child = spawn(process.execPath, ['tools/setup.mjs'], options());
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    return new Promise<string>((resolve, reject) =>
      child.once('close', (code) => (code === 0 ? resolve(stdout) : reject(new Error(stdout)))),
    );
  });
  const outputs = await Promise.all(runs);
  expect(outputs.filter((stdout) => stdout.includes('npm ci ('))).toHaveLength(1);
  expect(timesInstalled()).toBe(1);
});

test('without redis-server and any way to get one, it names the three ways', () => {
  rmSync(join(bin, 'redis-server'));
  const { status, stderr } = setUp();
  expect(status).toBe(1);
  for (const way of ['apt-get install redis-server', 'set REDIS_URL', 'run this as root'])
    expect(stderr).toContain(way);
  expect(timesInstalled()).toBe(0);
});

test('REDIS_URL makes redis-server needless', () => {
  rmSync(join(bin, 'redis-server'));
  expect(setUp({ REDIS_URL: 'redis://127.0.0.1:6379' })).toMatchObject({ status: 0 });
});

test('a failed installation shows how the installer ended', () => {
  program('npm', 'echo "npm error code E404" >&2; exit 1');
  const { status, stderr } = setUp();
  expect(status).toBe(1);
  expect(stderr).toContain('npm error code E404');
});
