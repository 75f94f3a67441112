import { setTimeout as delay } from 'node:timers/promises';
import { CloudapiClient } from '@triton/clients/cloudapi-client';
import { openDatabase } from '@triton/database/open-database';
import { createLogger } from '@triton/logging/create-logger';
import { reasonsOf } from '../reasons-of';
import { JobWatcher } from './job-watcher';
import type { BenchDisk, LoadTarget } from './load-target';
import { startUsageMeter } from './usage-meter';
import type { Usage } from './usage-meter';

export interface LoadOptions {
  seconds: number;
  inFlight: number;
}

export interface LoadResult {
  seconds: number;
  inFlight: number;
  /** Operations whose jobs succeeded in the measured time. */
  operations: number;
  failures: number;
  /** Why the first few failed. */
  reasons: string[];
  /** From sending the request to its answer. */
  acceptMs: number[];
  /** From sending the request to knowing that the job has succeeded. */
  completionMs: number[];
  usage: Usage;
}

export const GROWTH_MIB = 16;
/** Not measured: compilers warm up, pools of connections fill. */
const WARM_UP_MS = 3_000;
const REASONS_KEPT = 5;

/**
 * Grows disks for a while, `inFlight` at any moment, each disk by one operation at a time. The next operation of a lane
 * starts when its last one has succeeded, so the load never runs ahead of what it measures.
 */
export async function sustainLoad(target: LoadTarget, { seconds, inFlight }: LoadOptions): Promise<LoadResult> {
  const client = new CloudapiClient(target);
  const log = createLogger('bench', { level: 'warn' });
  const database = openDatabase<unknown>({ url: target.databaseUrl, log, poolSize: 1 });
  const watcher = new JobWatcher(target.findEnded);
  const idle = [...target.disks];
  const result: Omit<LoadResult, 'usage'> = {
    ...{ seconds, inFlight, operations: 0, failures: 0 },
    ...{ reasons: [], acceptMs: [], completionMs: [] },
  };
  let phase: 'warming up' | 'measuring' | 'over' = 'warming up';

  const grow = async (disk: BenchDisk): Promise<void> => {
    const size = disk.sizeMib + GROWTH_MIB;
    const sentMs = performance.now();
    const { jobUuid } = await client.resizeMachineDisk(disk.machineId, disk.diskId, { size });
    const acceptedMs = performance.now();
    if (!jobUuid) throw new Error('the answer names no job');
    if (!(await watcher.end(jobUuid))) throw new Error(`job ${jobUuid} failed`);
    disk.sizeMib = size;
    if (phase !== 'measuring') return;
    result.operations++;
    result.acceptMs.push(acceptedMs - sentMs);
    result.completionMs.push(performance.now() - sentMs);
  };
  const lane = async (): Promise<void> => {
    while (phase !== 'over') {
      const disk = idle.shift();
      if (!disk) throw new Error('fewer disks than operations in flight');
      await grow(disk).catch((err: unknown) => {
        result.failures++;
        if (result.reasons.length < REASONS_KEPT) result.reasons.push(reasonsOf(err).join(' because '));
      });
      idle.push(disk);
    }
  };

  try {
    const lanes = Promise.all(Array.from({ length: inFlight }, lane));
    lanes.catch(() => undefined);
    await delay(WARM_UP_MS);
    const used = await startUsageMeter(target, database.db);
    phase = 'measuring';
    await delay(seconds * 1000);
    phase = 'over';
    const usage = await used();
    await lanes;
    return { ...result, usage };
  } finally {
    client.close();
    await database.close();
  }
}
