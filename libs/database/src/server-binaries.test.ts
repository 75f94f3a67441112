import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
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

/** A small package that the server's user cannot enter, as in a checkout under /root. Its program needs a linked library. */
async function hiddenPackage(): Promise<string> {
  const native = join(dir, 'hidden', 'native');
  await mkdir(join(native, 'bin'), { recursive: true });
  await mkdir(join(native, 'lib'));
  const program = '#!/bin/sh\ntest -e "$(dirname "$0")/../lib/libpq.so" && echo "postgres (PostgreSQL) 18.4"\n';
  await writeFile(join(native, 'bin', 'postgres'), program, { mode: 0o700 });
  await writeFile(join(native, 'lib', 'libpq.so.5.18'), 'code', { mode: 0o600 });
  await symlink('libpq.so.5.18', join(native, 'lib', 'libpq.so'));
  await writeFile(join(native, 'lib', 'libpq.a'), 'for linking');
  const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so' }];
  await writeFile(join(native, 'pg-symlinks.json'), JSON.stringify(links));
  await writeFile(join(dir, 'hidden', 'package.json'), '{ "version": "18.4.0" }');
  await chmod(join(dir, 'hidden'), 0o700);
  return native;
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
    const { stdout } = await run(join(String(found[0]), 'bin', 'postgres'), ['--version'], { ...owner, cwd: '/' });
    expect(stdout).toContain('PostgreSQL');
    expect(await readdir(join(String(found[0]), 'lib'))).toEqual(['libpq.so', 'libpq.so.5.18']);
    expect((await readdir(dir)).sort()).toEqual(['hidden', expect.stringMatching(/^triton-postgres-[\w.-]+$/)]);
    expect(await serverBinaries(owner, { native, bases: [dir] })).toBe(found[0]);
  });

  test('links that an install without scripts has left out are made in the copy', async () => {
    const native = await hiddenPackage();
    await rm(join(native, 'lib', 'libpq.so'));
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
