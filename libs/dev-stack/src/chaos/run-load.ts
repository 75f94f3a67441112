import { CloudapiClient } from '@triton/clients/cloudapi-client';
import type { Stack } from '../stack';
import { clientOf } from '../bench/bench-targets';
import type { EndedJobs } from './ended-jobs';
import type { History } from './history';
import { runLane } from './run-lane';
import { SeededRandom } from './seeded-random';

export interface Load {
  stack: Stack;
  history: History;
  jobs: EndedJobs;
  seed: number;
  machineIds: readonly string[];
  /** Sizes that are on the machines already. */
  sizes: ReadonlyMap<string, readonly number[]>;
  stopped(): boolean;
}

/** A client that gives up sooner sees more of what a user sees. */
const REQUEST_TIMEOUT_MS = 10_000;
/** Every so many machines have a second client that knows nothing of the first. */
const RIVAL_EVERY = 4;

/** Asks for operations on all machines at once, until it is stopped; returns when every request has its answer. */
export async function runLoad({ stack, history, jobs, seed, machineIds, sizes, stopped }: Load): Promise<void> {
  const cloudapi = new CloudapiClient({ ...clientOf(stack, stack.urls.cloudapi), timeoutMs: REQUEST_TIMEOUT_MS });
  const lanes = machineIds.flatMap((machineId, index) => {
    const usedSizes = new Set(sizes.get(machineId));
    const lane = (number: number) => ({
      ...{ cloudapi, history, machineId, usedSizes, stopped },
      random: new SeededRandom(seed * 1_000 + index * 2 + number),
      ended: (jobUuid: string) => jobs.ended(jobUuid),
    });
    return index % RIVAL_EVERY === 0 ? [lane(0), lane(1)] : [lane(0)];
  });
  try {
    await Promise.all(lanes.map(runLane));
  } finally {
    cloudapi.close();
  }
}
