import { cpus, loadavg, release, totalmem } from 'node:os';
import { openDatabase } from '@triton/database/open-database';
import { sql } from '@triton/database/kysely';
import { createLogger } from '@triton/logging/create-logger';
import { readRedisStats } from '@triton/queue/redis-stats';
import type { Stack } from '../stack';

/** What numbers of a benchmark mean nothing without. */
export interface MachineFacts {
  cpu: string;
  cores: number;
  memoryMib: number;
  kernel: string;
  node: string;
  postgres: string;
  /** `fsync` and `synchronous_commit` of PostgreSQL, and whether Redis keeps a log. */
  durability: string;
  redis: string;
  zfsDelayMs: number;
  /** Of the last minute, before the benchmark: what else the machine does. */
  load: number;
}

export async function machineFacts(stack: Stack, zfsDelayMs: number, load: number): Promise<MachineFacts> {
  const log = createLogger('bench', { level: 'warn' });
  const { db, close } = openDatabase({ url: stack.urls.database, log, poolSize: 1 });
  try {
    const { rows } = await sql<Record<'version' | 'fsync' | 'commit', string>>`
      select current_setting('server_version') as version, current_setting('fsync') as fsync,
        current_setting('synchronous_commit') as commit`.execute(db);
    const redis = await readRedisStats(stack.urls.redis);
    const [server] = rows;
    return {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      memoryMib: Math.round(totalmem() / 1024 ** 2),
      kernel: release(),
      node: process.versions.node,
      postgres: server?.version ?? 'unknown',
      redis: redis.version,
      durability: `fsync ${server?.fsync}, synchronous_commit ${server?.commit}; appendonly ${redis.appendOnly ? 'on' : 'off'}`,
      zfsDelayMs,
      load,
    };
  } finally {
    await close();
  }
}

/** The load of the last minute, now. */
export function currentLoad(): number {
  return Math.round((loadavg()[0] ?? 0) * 100) / 100;
}
