import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { freePort } from '@triton/config/free-port';
import type { Kysely } from '@triton/database/kysely';
import { sql } from '@triton/database/kysely';
import { buildBundles } from '../build-bundles';
import { ManagedProcess } from '../managed-process';
import { repositoryRoot } from '../repository-root';
import type { Stack } from '../stack';
import type { BenchDisk } from './load-target';

export interface BareService {
  url: string;
  disks: BenchDisk[];
  pids: Record<string, number>;
  stop(): Promise<void>;
}

const BUNDLES = ['bench-bare-server', 'bench-bare-worker'];
const FIRST_SIZE_MIB = 1024;

/** Starts the bare service on the stack's own PostgreSQL and Redis, with as many disks as it is to be compared with. */
export async function startBare(stack: Stack, db: Kysely<unknown>, diskCount: number): Promise<BareService> {
  await buildBundles(BUNDLES);
  const disks = Array.from({ length: diskCount }, () => ({
    ...{ machineId: randomUUID(), diskId: randomUUID(), sizeMib: FIRST_SIZE_MIB },
  }));
  await makeTables(db, disks);
  const processes = await Promise.all(BUNDLES.map((bundle) => processOf(bundle, stack)));
  const [server] = processes;
  const stop = async () => {
    for (const one of processes) await one.stop();
  };
  try {
    await Promise.all(processes.map((one) => one.start()));
  } catch (err) {
    await stop();
    throw err;
  }
  const pids = Object.fromEntries(processes.map(({ name, pid }) => [name.replace('bench-', ''), pid as number]));
  return { url: new URL((server as ManagedProcess).options.pingUrl).origin, disks, pids, stop };
}

async function makeTables(db: Kysely<unknown>, disks: readonly BenchDisk[]): Promise<void> {
  await sql`drop schema if exists bench_bare cascade`.execute(db);
  await sql`create schema bench_bare`.execute(db);
  await sql`create table bench_bare.disks (uuid uuid primary key, size integer not null, target_size integer)`.execute(
    db,
  );
  await sql`
    create table bench_bare.jobs (
      uuid uuid primary key, disk_uuid uuid not null references bench_bare.disks, size integer not null,
      created_at timestamptz not null default now(), finished_at timestamptz
    )`.execute(db);
  for (const { diskId, sizeMib } of disks) {
    await sql`insert into bench_bare.disks (uuid, size) values (${diskId}, ${sizeMib})`.execute(db);
  }
}

async function processOf(bundle: string, { dataDir, urls }: Stack): Promise<ManagedProcess> {
  const port = await freePort();
  return new ManagedProcess({
    name: bundle,
    command: process.execPath,
    args: [join(repositoryRoot(), 'dist', `${bundle}.cjs`)],
    // Express hides its own costs from nobody: production, like ours.
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: urls.database,
      REDIS_URL: urls.redis,
    },
    logFile: join(dataDir, 'logs', `${bundle}.log`),
    pingUrl: `http://127.0.0.1:${port}/ping`,
    readyTimeoutMs: 30_000,
    stopTimeoutMs: 5_000,
  });
}
