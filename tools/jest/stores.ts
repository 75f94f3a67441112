import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startEmbeddedPostgres } from '@triton/database/embedded-server';
import { startRedisServer } from '@triton/queue/redis-server';

interface Store {
  url: string;
  stop(): Promise<void>;
}

const PREFIX = 'triton-jest-';

/** Stops what a run has started, in any order. */
const started: (() => Promise<void>)[] = [];

/**
 * One PostgreSQL and one Redis for a whole test run, unless the environment names some. Tests share the servers and
 * nothing on them: each file has a database and a key prefix of its own. Workers inherit the URLs through the environment.
 */
export async function startStores(): Promise<void> {
  process.env.LOG_LEVEL ??= 'fatal';
  await removeLeftovers();
  try {
    await Promise.all([
      offer('DATABASE_URL', (dir) => startEmbeddedPostgres({ dataDir: dir, durable: false })),
      offer('REDIS_URL', (dir) => startRedisServer({ dir, durable: false })),
    ]);
  } catch (err) {
    await stopStores();
    throw err;
  }
}

/** Ends the servers and removes their data. */
export async function stopStores(): Promise<void> {
  await Promise.all(started.splice(0).map((stop) => stop()));
}

async function offer(variable: string, start: (dir: string) => Promise<Store>): Promise<void> {
  if (process.env[variable]) return;
  const dir = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  let store: Store | undefined;
  started.push(async () => {
    await store?.stop();
    await remove(dir);
  });
  store = await start(dir);
  process.env[variable] = store.url;
}

/** A run that is interrupted never gets to its teardown. Its servers end by themselves, their data stays. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const [, pid] = new RegExp(`^${PREFIX}(\\d+)-`).exec(name) ?? [];
    if (pid !== undefined && !isAlive(Number(pid))) await remove(join(tmpdir(), name)).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (err) {
    return (err as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The directory may be a link to where the server could put its data. */
async function remove(dir: string): Promise<void> {
  await rm(await realpath(dir), { recursive: true, force: true });
  await rm(dir, { recursive: true, force: true });
}
