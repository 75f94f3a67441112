import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { isAlive, processIdentity, type ProcessIdentity } from './process-identity';

interface Claim extends ProcessIdentity {
  nonce: string;
}

const LONGEST_WAIT_MS = 10 * 60_000;
const LONGEST_PAUSE_MS = 50;
const queues = new Map<string, Promise<unknown>>();

/**
 * Runs `work` while no other process, and nobody else in this one, holds the lock `file`.
 *
 * A claim is a file of its own that is hard-linked to its place: that is atomic and happens once. The claim of a dead
 * holder stays; whoever comes next links its claim to `<file>.<nonce of the dead>`, and so on, so that a dead holder has
 * exactly one successor. Nonces are never used again and a holder removes `file` itself first, therefore a successor that
 * still finds the dead claim at the head after its own link holds the lock, and one that does not starts again.
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
  const nonce = randomUUID();
  const own = `${file}.claim.${nonce}`;
  writeFileSync(own, JSON.stringify({ ...processIdentity(), nonce } satisfies Claim));
  try {
    const deadline = Date.now() + LONGEST_WAIT_MS;
    for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      const places = await tryAcquire(file, own);
      if (places) return places;
      if (Date.now() > deadline) throw new Error(`${file} is held by a process that does not let go`);
      await delay(pauseMs);
    }
  } finally {
    remove(own);
  }
}

async function tryAcquire(file: string, own: string): Promise<string[] | undefined> {
  if (linkOnce(own, file)) return [file];
  const head = await readClaim(file);
  if (!head) return undefined;
  const places = [file];
  for (let holder: Claim = head; !isAlive(holder);) {
    const successor = `${file}.${holder.nonce}`;
    places.push(successor);
    if (linkOnce(own, successor)) {
      if ((await readClaim(file))?.nonce === head.nonce) return places;
      remove(successor); // the chain we joined was already let go
      return undefined;
    }
    const next = await readClaim(successor);
    if (!next) return undefined;
    holder = next;
  }
  return undefined;
}

function linkOnce(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function readClaim(place: string): Promise<Claim | undefined> {
  try {
    return JSON.parse(await readFile(place, 'utf8')) as Claim;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    // A claim is written whole before it is linked, so this one lost its content with the power, and its process too.
    if (error instanceof SyntaxError) return { pid: 0, boot: '', started: '', nonce: 'unreadable' };
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
