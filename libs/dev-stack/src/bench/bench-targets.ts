import { readFileSync } from 'node:fs';
import type { Kysely } from '@triton/database/kysely';
import { sql } from '@triton/database/kysely';
import { seedData } from '../seed-data';
import type { Stack } from '../stack';
import type { EndedJob } from './job-watcher';
import type { BenchDisk, LoadTarget } from './load-target';
import type { BareService } from './start-bare';

/** Our own stack. */
export function stackTarget(stack: Stack, db: Kysely<unknown>, disks: BenchDisk[]): LoadTarget {
  return {
    ...clientOf(stack, stack.urls.cloudapi),
    disks,
    findEnded: async (uuids) => {
      const { rows } = await sql<EndedJob>`
        select uuid, execution = 'succeeded' as succeeded from vmapi.jobs
        where uuid = any(${uuids}::uuid[]) and finished_at is not null`.execute(db);
      return rows;
    },
    pids: pidsOf(stack, stack.names),
  };
}

/** The bare service beside it, on the same stores and taking the same requests from the same client. */
export function bareTarget(stack: Stack, db: Kysely<unknown>, bare: BareService): LoadTarget {
  const stores = stack.names.filter((name) => name === 'postgres' || name === 'redis');
  return {
    ...clientOf(stack, bare.url),
    disks: bare.disks,
    findEnded: async (uuids) => {
      const { rows } = await sql<EndedJob>`
        select uuid, true as succeeded from bench_bare.jobs
        where uuid = any(${uuids}::uuid[]) and finished_at is not null`.execute(db);
      return rows;
    },
    pids: { ...bare.pids, ...pidsOf(stack, stores) },
  };
}

export function clientOf({ environment, urls }: Stack, url: string) {
  const { KEY = '', KEY_ID: keyId = '' } = environment;
  return {
    ...{ url, account: seedData.account.login, keyId, privateKey: readFileSync(KEY, 'utf8') },
    ...{ databaseUrl: urls.database, redisUrl: urls.redis },
  };
}

function pidsOf(stack: Stack, names: readonly string[]): Record<string, number> {
  const running = names.flatMap((name) => {
    const pid = stack.pid(name);
    return pid === undefined ? [] : [[name, pid] as const];
  });
  return Object.fromEntries(running);
}
