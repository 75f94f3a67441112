import type { Kysely } from '@triton/database/kysely';
import { sql } from '@triton/database/kysely';
import { readRedisStats } from '@triton/queue/redis-stats';
import type { LoadTarget } from './load-target';
import { processCpuMs } from './process-cpu';

/** What was used between two moments. */
export interface Usage {
  /** CPU milliseconds by process; `load` is the one that makes the load. */
  cpuMs: Record<string, number>;
  redisCommands: number;
  redisScripts: number;
  /** Committed transactions of PostgreSQL, single statements included. Its own count lags by up to a second. */
  transactions: number;
}

/** Starts measuring; the function it answers tells what has been used since. */
export async function startUsageMeter(
  { pids, redisUrl }: Pick<LoadTarget, 'pids' | 'redisUrl'>,
  db: Kysely<unknown>,
): Promise<() => Promise<Usage>> {
  const all = { ...pids, load: process.pid };
  const read = async (): Promise<Usage> => {
    const cpuMs = Object.fromEntries(Object.entries(all).map(([name, pid]) => [name, processCpuMs(pid)]));
    // Whatever we started ourselves is counted by name, not with us.
    cpuMs.load = Math.round((process.cpuUsage().user + process.cpuUsage().system) / 1000);
    const [redis, { rows }] = await Promise.all([
      readRedisStats(redisUrl),
      sql<{ commits: number }>`select sum(xact_commit)::int8 as commits from pg_stat_database`.execute(db),
    ]);
    const transactions = rows[0]?.commits ?? 0;
    return { cpuMs, redisCommands: redis.commands, redisScripts: redis.scripts, transactions };
  };
  const before = await read();
  return async () => {
    const after = await read();
    return {
      cpuMs: Object.fromEntries(
        Object.entries(after.cpuMs).map(([name, ms]) => [name, ms - (before.cpuMs[name] ?? 0)]),
      ),
      redisCommands: after.redisCommands - before.redisCommands,
      redisScripts: after.redisScripts - before.redisScripts,
      transactions: after.transactions - before.transactions,
    };
  };
}
