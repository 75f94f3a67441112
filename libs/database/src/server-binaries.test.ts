import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { serverBinaries } from './server-binaries';
import { serverOwner } from './server-owner';

const run = promisify(execFile);
// Only root has another user's eyes to look through.
const asRoot = process.getuid?.() === 0 ? describe : describe.skip;

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'triton-binaries-'));
  await chmod(dir, 0o755);
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** A package that the server's user cannot enter, as in a checkout under /root. */
async function hiddenPackage(): Promise<string> {
  const hidden = join(dir, 'hidden');
  await mkdir(hidden, { mode: 0o700 });
  const original = await serverBinaries(undefined);
  await cp(join(original, '..', 'package.json'), join(hidden, 'package.json'));
  await cp(original, join(hidden, 'native'), { recursive: true, verbatimSymlinks: true });
  return join(hidden, 'native');
}

test('the programs of npm are used where they are, when they can be run', async () => {
  expect(await serverBinaries(undefined)).toContain('node_modules');
});

asRoot('as root', () => {
  test('programs out of reach are copied once, whole, though many start at once', async () => {
    const native = await hiddenPackage();
    const owner = await serverOwner();
    const found = await Promise.all([1, 2, 3].map(() => serverBinaries(owner, { native, bases: [dir] })));
    expect(new Set(found).size).toBe(1);
    const { stdout } = await run(join(String(found[0]), 'bin', 'initdb'), ['--version'], { ...owner, cwd: '/' });
    expect(stdout).toContain('PostgreSQL');
    expect((await readdir(dir)).sort()).toEqual(['hidden', expect.stringMatching(/^triton-postgres-[\w.-]+$/)]);
    expect(await serverBinaries(owner, { native, bases: [dir] })).toBe(found[0]);
  });

  test('links that an install without scripts has left out are made in the copy', async () => {
    const native = await hiddenPackage();
    const lib = join(native, 'lib');
    for (const entry of await readdir(lib, { withFileTypes: true })) {
      if (entry.isSymbolicLink()) await rm(join(lib, entry.name));
    }
    await chmod(join(dir, 'hidden'), 0o755);
    const owner = await serverOwner();
    expect(await serverBinaries(owner, { native, bases: [dir] })).toContain('triton-postgres-');
  });

  test('a directory that somebody else laid where the copy belongs is not trusted', async () => {
    const native = await hiddenPackage();
    const owner = await serverOwner();
    const copy = await serverBinaries(owner, { native, bases: [dir] });
    const trap = join(dir, 'trap');
    const elsewhere = join(dir, 'elsewhere');
    await mkdir(trap);
    await mkdir(elsewhere);
    await mkdir(join(dir, 'foreign'));
    await writeFile(join(dir, 'foreign', 'note'), 'not PostgreSQL');
    await symlink(join(dir, 'foreign'), join(trap, copy.slice(dir.length + 1)));
    expect(await serverBinaries(owner, { native, bases: [trap, elsewhere] })).toContain(elsewhere);
  });
});
