import { ServiceUnavailableError } from '@triton/errors/service-unavailable-error';
import type { Logger } from '@triton/logging/create-logger';
import { Queue as BullQueue } from 'bullmq';

import { openConnection, producing } from './open-connection';
import { troubleLog } from './trouble-log';
import { within } from './within';

export interface QueueOptions {
  redisUrl: string;
  /** Of all keys: stacks and test files that share a Redis do not see each other. */
  prefix: string;
  name: string;
  log: Logger;
}

export interface Queue<T> {
  /**
   * Puts `data` in the queue, once a delay (if any) has passed. When it returns, Redis has it.
   *
   * Nothing happens when `id` is there already, whether waiting, delayed (the delay stays as it was) or **active**: a run
   * under way is not followed by another. Once the run has ended, well or not, the id is free again. Whoever tells an
   * active run that something changed must therefore use an id of its own for each such wake-up.
   *
   * @throws ServiceUnavailableError when Redis does not take it within a second; it may still have arrived
   */
  add(id: string, data: T, options?: { delayMs?: number }): Promise<void>;
  close(): Promise<void>;
}

const ADD_TIMEOUT_MS = 1_000;
const CLOSE_TIMEOUT_MS = 1_000;

/** Opens a queue to put work into. The truth is in the database; what is lost here is put back by the database's sweepers. */
export function openQueue<T>({ redisUrl, prefix, name, log }: QueueOptions): Queue<T> {
  const connection = openConnection(redisUrl, producing);
  const queue = new BullQueue<T, void, string, T, void, string>(name, {
    connection: connection.redis,
    prefix,
    // Retries belong to the record in the database, and an ended job must free its id.
    defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
    streams: { events: { maxLen: 100 } }, // nobody reads them
  });
  queue.on('error', troubleLog(log, name));
  let closing: Promise<void> | undefined;
  return {
    async add(id, data, options) {
      if (id.includes(':')) throw new Error(`a job id must not hold a colon: ${id}`);
      const added = queue.add(name, data, { jobId: id, ...(options?.delayMs ? { delay: options.delayMs } : {}) });
      await within(ADD_TIMEOUT_MS, added).catch((cause: unknown) => {
        throw new ServiceUnavailableError('the work queue cannot be reached', 1, { cause });
      });
    },
    close: () =>
      // A Redis that is away or hangs has nothing to say goodbye to.
      (closing ??= within(CLOSE_TIMEOUT_MS, queue.close())
        .catch(() => undefined)
        .finally(() => connection.disconnect())),
  };
}
