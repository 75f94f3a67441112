import { randomUUID } from 'node:crypto';
import type { Logger } from '@triton/logging/create-logger';
import type { Queue } from '@triton/queue/open-queue';
import type { JobRun } from '@triton/queue/queue-names';

/**
 * Puts jobs on the queue, each wake-up under an id of its own: a queue drops an id that it is already working on, and a
 * wake-up that comes while the job runs must not be dropped. Never throws: the promise is written, so the sweeper brings
 * whatever the queue does not take.
 */
export function jobWaker(queue: Queue<JobRun>, log: Logger): (jobUuid: string, delayMs?: number) => Promise<void> {
  return async (jobUuid, delayMs) => {
    try {
      const id = `${jobUuid}.${randomUUID().slice(0, 8)}`;
      await queue.add(id, { job_uuid: jobUuid }, delayMs === undefined ? {} : { delayMs });
    } catch (err) {
      log.warn({ err, job_uuid: jobUuid }, 'the queue did not take the job; the sweeper will bring it');
    }
  };
}
