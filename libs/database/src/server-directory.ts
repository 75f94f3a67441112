import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, realpath, rmdir, stat, symlink, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { ServerOwner } from './server-owner';

const run = promisify(execFile);

/**
 * Makes `directory` a private directory of `owner` and answers where it really is. Where `owner` cannot reach it (a checkout
 * under /root), the data lives under /var/lib and `directory` is a link to it; who removes the data must remove both.
 */
export async function serverDirectory(directory: string, owner: ServerOwner | undefined): Promise<string> {
  await removeDanglingLink(directory);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const real = await realpath(directory);
  await giveTo(real, owner);
  if (owner === undefined || (await canWriteInto(real, owner))) return real;
  await rmdir(real).catch((cause: unknown) => {
    throw new Error(`${real} holds data and cannot be reached by the user of the server`, { cause });
  });
  const elsewhere = await firstOf(['/var/lib', '/var/tmp'], (base) => mkdtemp(join(base, 'triton-postgres-')));
  await giveTo(elsewhere, owner);
  await symlink(elsewhere, real);
  return elsewhere;
}

/** Left behind when only the data was removed. */
async function removeDanglingLink(path: string): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there === undefined) await unlink(path).catch(() => undefined);
}

async function giveTo(directory: string, owner: ServerOwner | undefined): Promise<void> {
  await chmod(directory, 0o700);
  if (owner !== undefined) await chown(directory, owner.uid, owner.gid);
}

async function canWriteInto(directory: string, owner: ServerOwner): Promise<boolean> {
  try {
    await run('/bin/sh', ['-c', 'cd "$1" && test -w .', 'reach', directory], { ...owner, cwd: '/' });
    return true;
  } catch {
    return false;
  }
}

async function firstOf<T>(bases: string[], attempt: (base: string) => Promise<T>): Promise<T> {
  const failures: unknown[] = [];
  for (const base of bases) {
    try {
      return await attempt(base);
    } catch (err) {
      failures.push(err);
    }
  }
  throw new AggregateError(failures, `none of ${bases.join(', ')} can be written to`);
}
