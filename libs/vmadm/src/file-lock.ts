import { randomUUID } from 'node:crypto';
import { mkdirSync, readlinkSync, symlinkSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { isAlive, processIdentity, type ProcessIdentity } from './process-identity';

interface Claim extends ProcessIdentity {
  nonce: string;
}

/** Of what no holder has made; a nonce is never one of its own. */
const NOBODY: Claim = { pid: 0, boot: '', started: '', nonce: 'unreadable' };
const LONGEST_WAIT_MS = 10 * 60_000;
const LONGEST_PAUSE_MS = 50;
const queues = new Map<string, Promise<unknown>>();

/**
 * Runs `work` while no other process, and nobody else in this one, holds the lock `file`.
 *
 * A claim is a symbolic link that leads nowhere and says who holds it: made at once with what it says, and only where there
 * is none. The claim of a dead holder stays; whoever comes next makes its own at `<file>.<nonce of the dead>`, and so on, so
 * that a dead holder has exactly one successor. Nonces are never used again and a holder removes `file` itself first,
 * therefore a successor that still finds the dead claim at the head after making its own holds the lock, and one that does
 * not starts again.
 */
export async function withFileLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const before = queues.get(file) ?? Promise.resolve();
  const mine = before.then(
    () => lockedByFile(file, work),
    () => lockedByFile(file, work),
  );
  queues.set(file, mine);
  try {
    return await mine;
  } finally {
    if (queues.get(file) === mine) queues.delete(file);
  }
}

async function lockedByFile<T>(file: string, work: () => Promise<T>): Promise<T> {
  const places = await acquire(file);
  try {
    return await work();
  } finally {
    for (const place of places) remove(place); // the head first
  }
}

/** Answers with the places to clear on release. */
async function acquire(file: string): Promise<string[]> {
  mkdirSync(path.dirname(file), { recursive: true });
  const own = textOf({ ...processIdentity(), nonce: randomUUID() });
  const deadline = Date.now() + LONGEST_WAIT_MS;
  for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const places = tryAcquire(file, own);
    if (places) return places;
    if (Date.now() > deadline) throw new Error(`${file} is held by a process that does not let go`);
    await delay(pauseMs);
  }
}

function tryAcquire(file: string, own: string): string[] | undefined {
  if (claimOnce(own, file)) return [file];
  const head = readClaim(file);
  if (!head) return undefined;
  const places = [file];
  for (let holder: Claim = head; !isAlive(holder);) {
    const successor = `${file}.${holder.nonce}`;
    places.push(successor);
    if (claimOnce(own, successor)) {
      if (readClaim(file)?.nonce === head.nonce) return places;
      remove(successor); // the chain we joined was already let go
      return undefined;
    }
    const next = readClaim(successor);
    if (!next) return undefined;
    holder = next;
  }
  return undefined;
}

function claimOnce(own: string, place: string): boolean {
  try {
    symlinkSync(own, place);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function textOf({ pid, started, boot, nonce }: Claim): string {
  return [pid, started, boot, nonce].join(':');
}

function readClaim(place: string): Claim | undefined {
  try {
    const [pid, started = '', boot = '', nonce] = readlinkSync(place).split(':');
    return nonce === undefined ? NOBODY : { pid: Number(pid), started, boot, nonce };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === 'EINVAL') return NOBODY;
    throw error;
  }
}

function remove(place: string): void {
  try {
    unlinkSync(place);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
