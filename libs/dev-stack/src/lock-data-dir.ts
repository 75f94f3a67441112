import { linkSync, mkdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, processIdentity } from '@triton/vmadm/process-identity';
import type { ProcessIdentity } from '@triton/vmadm/process-identity';

/**
 * Makes `dataDir` ours until `release`. Two stacks on one directory would be two databases on one set of files.
 * @throws Error naming the process that has it
 */
export function lockDataDir(dataDir: string): { release(): void } {
  mkdirSync(dataDir, { recursive: true });
  const lock = join(dataDir, 'stack.lock');
  const claim = `${lock}.${process.pid}`;
  writeFileSync(claim, JSON.stringify(processIdentity()));
  try {
    for (;;) {
      if (linkOnce(claim, lock)) return { release: () => rmSync(lock, { force: true }) };
      const holder = readHolder(lock);
      if (holder && isAlive(holder)) {
        throw new Error(
          `${dataDir} is in use by another stack, process ${holder.pid}: stop it, or name another --data`,
        );
      }
      // Left by a stack that was killed.
      rmSync(lock, { force: true });
    }
  } finally {
    unlinkSync(claim);
  }
}

function linkOnce(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw err;
  }
}

function readHolder(lock: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as ProcessIdentity;
  } catch {
    return undefined;
  }
}
