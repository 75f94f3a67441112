import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { freePort } from '@triton/config/free-port';
import { startLocalServer } from '@triton/config/local-server';

export interface RedisServerOptions {
  /** Where it keeps its data and its password; made when missing. */
  dir: string;
  /** Default: a free one. */
  port?: number;
  /** Write every command to disk once a second (default). False for tests. */
  durable?: boolean;
  /** Of the user `default`, who may do everything. Default: one of its own, kept in `dir`. */
  password?: string;
  /** More users, as `redisUserLine` writes them. */
  users?: readonly string[];
}

export interface RedisServer {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

const ATTEMPTS = 8;

/** Runs `redis-server` from PATH for a stack or a test run of its own: 127.0.0.1 only, with a random password. */
export async function startRedisServer(options: RedisServerOptions): Promise<RedisServer> {
  await requireRedis();
  await mkdir(options.dir, { recursive: true, mode: 0o700 });
  await chmod(options.dir, 0o700);
  const password = options.password ?? (await ensurePassword(join(options.dir, 'password')));
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort());
    try {
      const { pid, stop } = await startLocalServer({
        name: 'Redis',
        command: 'redis-server',
        args: ['-'], // configuration from standard input: arguments are seen by every user of the machine
        input: configuration({ ...options, dir: await realpath(options.dir), port, password }),
        ready: /Ready to accept connections/,
        readyTimeoutMs: 30_000,
        stopSignal: 'SIGTERM',
        stopTimeoutMs: 10_000,
        cwd: '/',
        env: { ...process.env, LC_ALL: 'C' },
      });
      return { url: `redis://:${password}@127.0.0.1:${port}`, pid, stop };
    } catch (err) {
      // Somebody took the port between our look and the start.
      const taken = err instanceof Error && /bind|Failed listening/.test(err.message);
      if (attempt === ATTEMPTS || !taken || options.port !== undefined) throw err;
    }
  }
}

function configuration(options: RedisServerOptions & { port: number; password: string }): string {
  const { dir, port, password, durable = true, users = [] } = options;
  const settings = {
    bind: '127.0.0.1',
    port,
    requirepass: password,
    dir: `"${dir}"`,
    daemonize: 'no',
    // A queue that forgets under pressure is no queue.
    'maxmemory-policy': 'noeviction',
    appendonly: durable ? 'yes' : 'no',
    appendfsync: 'everysec',
    save: '""',
  };
  const lines = [...Object.entries(settings).map(([name, value]) => `${name} ${value}`), ...users];
  return `${lines.join('\n')}\n`;
}

/** The same after a restart: those who use the server know its URL from before. */
async function ensurePassword(file: string): Promise<string> {
  await writeFile(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' }).catch(
    (err: NodeJS.ErrnoException) => {
      if (err.code !== 'EEXIST') throw err;
    },
  );
  return readFile(file, 'utf8');
}

async function requireRedis(): Promise<void> {
  try {
    await promisify(execFile)('redis-server', ['--version']);
  } catch (cause) {
    const ways = 'install it (apt-get install redis-server, brew install redis), or name a server in REDIS_URL';
    throw new Error(`redis-server is not on this machine: ${ways}`, { cause });
  }
}
