import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Entry {
  version?: string;
  integrity?: string;
  resolved?: string;
  link?: boolean;
  hasInstallScript?: boolean;
  os?: string[];
  dependencies?: Record<string, string>;
}

const INTEGRITY = `sha512-${'a'.repeat(86)}==`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lockfile-'));
  mkdirSync(join(root, 'libs', 'small'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const manifest = {
  dependencies: { left: '1.2.3' } as Record<string, string>,
  allowScripts: { builds: true },
  overrides: { right: '2.0.0' },
};
const packages: Record<string, Entry> = {
  '': { dependencies: { left: '1.2.3' } },
  'libs/small': {},
  'node_modules/@triton/small': { resolved: 'libs/small', link: true },
  'node_modules/left': { version: '1.2.3', integrity: INTEGRITY },
  'node_modules/left/node_modules/right': { version: '2.0.0', integrity: INTEGRITY },
  'node_modules/builds': { version: '1.0.0-beta.1', integrity: INTEGRITY, hasInstallScript: true },
};

/** What the check says of the sound lock with these entries changed or added. */
function check(
  changes: Record<string, Entry> = {},
  more: { manifest?: object; version?: number; npmrc?: string } = {},
) {
  const merged = { ...packages };
  for (const [path, change] of Object.entries(changes)) merged[path] = { ...merged[path], ...change };
  writeFileSync(join(root, 'package.json'), JSON.stringify({ ...manifest, ...more.manifest }));
  writeFileSync(join(root, 'libs', 'small', 'package.json'), '{}');
  writeFileSync(join(root, '.npmrc'), more.npmrc ?? 'fund=false\n');
  const lock = { lockfileVersion: more.version ?? 3, packages: merged };
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lock));
  const script = join(__dirname, 'check', 'lockfile-is-sound.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script, root], { encoding: 'utf8' });
  return { status, faults: stderr.trim() };
}

const left = (change: Entry) => check({ 'node_modules/left': change });

test('a lock of pinned packages with their digests is sound', () => {
  expect(check()).toEqual({ status: 0, faults: '' });
});

test.each([
  ['a package without a digest', () => left({ integrity: '' }), 'node_modules/left: has no SHA-512'],
  ['a digest that anybody can match', () => left({ integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }), 'no SHA-512'],
  ['a version that is a range', () => left({ version: '^1.2.3' }), '^1.2.3 is no version'],
  ['a host', () => left({ resolved: 'https://npm.example.com/left.tgz' }), 'left: names where it comes from'],
  ['a repository', () => left({ resolved: 'git+ssh://git@example.com/left.git#abc' }), 'names where it comes from'],
  [
    'a link out of the checkout',
    () => check({ 'node_modules/@triton/small': { resolved: '../small' } }),
    'no workspace',
  ],
  ['an install script nobody decided about', () => left({ hasInstallScript: true }), 'left: has an install script'],
  [
    'an install script further down',
    () => check({ 'node_modules/left/node_modules/right': { hasInstallScript: true } }),
    'right: has an install script',
  ],
  [
    'a dependency that is a range',
    () => check({}, { manifest: { dependencies: { left: '~1.2.3' } } }),
    'left is ~1.2.3, which is not one version',
  ],
  [
    'a dependency that the lock does not know',
    () => check({}, { manifest: { dependencies: { ...manifest.dependencies, other: '1.0.0' } } }),
    'knows nothing of other 1.0.0',
  ],
  ['an override that is a range', () => check({}, { manifest: { overrides: { right: '>=2' } } }), 'override of right'],
  ['a lock of another format', () => check({}, { version: 2 }), 'of version 2, not 3'],
  ['a registry', () => check({}, { npmrc: 'registry=https://npm.example.com\n' }), '.npmrc'],
])('%s is found', (_what, planted, fault) => {
  const { status, faults } = planted();
  expect(status).toBe(1);
  expect(faults).toContain(fault);
});

test('a script of a package that is for none of our platforms is never run, so nobody needs to decide about it', () => {
  expect(left({ hasInstallScript: true, os: ['win32'] })).toEqual({ status: 0, faults: '' });
});
