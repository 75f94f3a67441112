import type { Logger } from '@triton/logging/create-logger';
import { Worker as BullWorker } from 'bullmq';
import type { Job } from 'bullmq';

import { openConnection, working } from './open-connection';
import { troubleLog } from './trouble-log';
import { within } from './within';

export interface WorkerOptions<T> {
  redisUrl: string;
  prefix: string;
  name: string;
  /** Jobs handled at once by this worker. */
  concurrency: number;
  log: Logger;
  /** How long `close` waits for the jobs under way; default 10 s. */
  closeTimeoutMs?: number;
  /** May run twice, at once too. An error is logged and ends the job: the database knows whether to try again. */
  handle(data: T, id: string): Promise<void>;
}

export interface Worker {
  /** Takes no more work, and waits for the work under way, within bounds. What does not end in time runs again elsewhere. */
  close(): Promise<void>;
}

/** A worker that was killed holds its jobs this long… */
const LOCK_MS = 6_000;
/** …and another notices within twice this: a job of a killed worker runs again after 6 to 10 s. A sweeper may be faster. */
const STALLED_CHECK_MS = 2_000;
/** A job may lose its worker any number of times; BullMQ would drop it at the second. */
const STALLED_AT_MOST = 1_000_000;
/** After an error of Redis itself; BullMQ's own 15 s is a long time for a queue that is back. */
const RETRY_MS = 1_000;

/** To say goodbye to Redis; one that is away does not answer. */
const GOODBYE_MS = 1_000;

/** Takes work from a queue until it is closed. Waits for Redis whenever that is away. */
export function startWorker<T>(options: WorkerOptions<T>): Worker {
  const { name, log } = options;
  const connection = openConnection(options.redisUrl, working);
  let underWay = 0;
  const process = async (job: Job<T>): Promise<void> => {
    underWay++;
    try {
      await options.handle(job.data, String(job.id));
    } finally {
      underWay--;
    }
  };
  const worker = new BullWorker<T, void>(name, process, {
    connection: connection.redis,
    prefix: options.prefix,
    concurrency: options.concurrency,
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_CHECK_MS,
    maxStalledCount: STALLED_AT_MOST,
    runRetryDelay: RETRY_MS,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  });
  worker.on('error', troubleLog(log, name));
  worker.on('failed', (job, err) => log.error({ err, queue: name, job_id: job?.id }, 'job of the queue failed'));
  worker.on('stalled', (id) => log.warn({ queue: name, job_id: id }, 'job of the queue lost its worker, runs again'));

  async function close(): Promise<void> {
    const timeoutMs = underWay > 0 ? (options.closeTimeoutMs ?? 10_000) : GOODBYE_MS;
    try {
      await within(timeoutMs, worker.close());
    } catch (err) {
      if (underWay > 0)
        log.warn({ err, queue: name, under_way: underWay }, 'jobs under way are left to another worker');
    } finally {
      connection.disconnect();
    }
  }
  let closing: Promise<void> | undefined;
  return { close: () => (closing ??= close()) };
}
