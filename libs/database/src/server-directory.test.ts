import { chmod, mkdir, mkdtemp, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { serverDirectory } from './server-directory';
import { serverOwner } from './server-owner';

// Only root has another user to give a directory to.
const asRoot = process.getuid?.() === 0 ? describe : describe.skip;

let dir: string;
beforeEach(async () => {
  dir = await realpath(await mkdtemp(join(tmpdir(), 'triton-directory-')));
  await chmod(dir, 0o755);
});
afterEach(() => rm(dir, { recursive: true, force: true }));

test('a server that runs as whoever starts it has its directory where it was wanted, closed to others', async () => {
  const wanted = join(dir, 'deep', 'postgres');
  expect(await serverDirectory(wanted, undefined)).toBe(wanted);
  expect((await stat(wanted)).mode & 0o077).toBe(0);
});

asRoot('as root', () => {
  test('a directory within reach is given to the server, twice is once', async () => {
    const owner = await serverOwner();
    const wanted = join(dir, 'postgres');
    await serverDirectory(wanted, owner);
    expect(await serverDirectory(wanted, owner)).toBe(wanted);
    expect((await stat(wanted)).uid).toBe(owner?.uid);
  });

  test('out of reach it is elsewhere behind a link, found again, and made anew when only its data was removed', async () => {
    const owner = await serverOwner();
    const hidden = join(dir, 'hidden');
    const wanted = join(hidden, 'postgres');
    await mkdir(hidden, { mode: 0o700 });
    const elsewhere = await serverDirectory(wanted, owner);
    expect(elsewhere).not.toContain(hidden);
    expect(await realpath(wanted)).toBe(elsewhere);
    expect((await stat(elsewhere)).uid).toBe(owner?.uid);
    expect(await serverDirectory(wanted, owner)).toBe(elsewhere);
    await rm(elsewhere, { recursive: true });
    const anew = await serverDirectory(wanted, owner);
    expect(await realpath(wanted)).toBe(anew);
    await rm(anew, { recursive: true });
  });

  test('data out of reach stays where it is, and that is an error', async () => {
    const hidden = join(dir, 'hidden');
    const wanted = join(hidden, 'postgres');
    await mkdir(wanted, { recursive: true });
    await chmod(hidden, 0o700);
    await writeFile(join(wanted, 'PG_VERSION'), '18\n');
    await expect(serverDirectory(wanted, await serverOwner())).rejects.toThrow('cannot be reached by the user');
    expect((await stat(join(wanted, 'PG_VERSION'))).size).toBe(3);
  });
});
