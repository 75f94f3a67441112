import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from 'pg';

import { startEmbeddedPostgres } from './embedded-server';

// Each start of a server is many processes; on a busy machine that takes its time.
jest.setTimeout(120_000);

let root: string;
/** The data of one server, started and stopped by one test after the other: making it is what takes long. */
let dir: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'triton-postgres-'));
  await chmod(root, 0o755); // the server's user must get through
  dir = join(root, 'data');
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows.map((row) => Object.values(row)[0]);
  } finally {
    await client.end();
  }
}

const pidOf = async (dataDir: string): Promise<number> =>
  Number.parseInt(await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8'), 10);

async function ended(pid: number): Promise<void> {
  const giveUp = Date.now() + 15_000;
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    if (Date.now() > giveUp) throw new Error(`process ${pid} still runs`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('it listens to this machine only, wants a password, and keeps what was committed', async () => {
  const server = await startEmbeddedPostgres({ dataDir: dir, durable: true });
  try {
    expect(await query(server.url, 'show listen_addresses')).toEqual(['127.0.0.1']);
    expect(await query(server.url, 'show fsync')).toEqual(['on']);
    expect(await query(server.url, 'show synchronous_commit')).toEqual(['on']);
    const wrong = new URL(server.url);
    wrong.password = 'guess';
    await expect(query(wrong.href, 'select 1')).rejects.toThrow('password authentication failed');
  } finally {
    await server.stop();
  }
});

test.each([
  ['durable', true],
  ['not durable', false],
])('after a stop, and after a kill, it starts again with its data and its password (%s)', async (how, durable) => {
  const table = `kept_${how.replace(' ', '_')}`;
  const first = await startEmbeddedPostgres({ dataDir: dir, durable });
  await query(first.url, `create table ${table} as select 1 as n`);
  await first.stop();
  const second = await startEmbeddedPostgres({ dataDir: dir, durable, port: Number(new URL(first.url).port) });
  expect(second.url).toBe(first.url);
  await query(second.url, `insert into ${table} values (2)`);
  process.kill(await pidOf(dir), 'SIGKILL');
  const third = await startEmbeddedPostgres({ dataDir: dir, durable });
  try {
    expect(await query(third.url, `select n from ${table} order by n`)).toEqual([1, 2]);
  } finally {
    await third.stop();
    await second.stop();
  }
});

test('the process id of a killed server may be in use by another process by now', async () => {
  const first = await startEmbeddedPostgres({ dataDir: dir, durable: false });
  const other = await startEmbeddedPostgres({ dataDir: join(root, 'other'), durable: false });
  const pidFile = join(dir, 'cluster', 'postmaster.pid');
  const text = await readFile(pidFile, 'utf8');
  await first.stop();
  // The other server runs as the same user: PostgreSQL alone would take it for its own.
  await writeFile(pidFile, text.replace(/^\d+/, String(await pidOf(join(root, 'other')))));
  const second = await startEmbeddedPostgres({ dataDir: dir, durable: false });
  expect(await query(second.url, 'select 1')).toEqual([1]);
  await Promise.all([second.stop(), other.stop()]);
});

test('two on one machine do not meet, and tests need not wait for the disk', async () => {
  const [a, b] = await Promise.all(
    [dir, join(root, 'other')].map((dataDir) => startEmbeddedPostgres({ dataDir, durable: false })),
  );
  if (a === undefined || b === undefined) throw new Error('they were not started');
  expect(new URL(a.url).port).not.toBe(new URL(b.url).port);
  expect(new URL(a.url).password).not.toBe(new URL(b.url).password);
  expect(await query(b.url, 'show fsync')).toEqual(['off']);
  await Promise.all([a.stop(), b.stop()]);
});

test('a start that was cut off is begun again', async () => {
  const dataDir = join(root, 'cut-off');
  await mkdir(join(dataDir, 'cluster.new'), { recursive: true });
  await writeFile(join(dataDir, 'cluster.new', 'PG_VERSION'), '18\n');
  await writeFile(join(dataDir, 'password'), 'of the start that was cut off\n');
  const server = await startEmbeddedPostgres({ dataDir, durable: false });
  expect(await query(server.url, 'select 1')).toEqual([1]);
  await server.stop();
});

test('it ends when the process that started it is killed', async () => {
  const script = `require('./embedded-server.ts').startEmbeddedPostgres({ dataDir: ${JSON.stringify(dir)}, durable: false })
    .then(() => console.log('ready'));`;
  const parent = spawn(process.execPath, ['--import', 'tsx', '-e', script], {
    cwd: __dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(parent.stdout, 'data');
  const pid = await pidOf(dir);
  parent.kill('SIGKILL');
  await ended(pid);
});
