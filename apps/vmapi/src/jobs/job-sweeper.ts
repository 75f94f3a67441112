import type { Logger } from '@triton/logging/create-logger';
import type { Queue } from '@triton/queue/open-queue';
import type { JobRun } from '@triton/queue/queue-names';
import type { Abandoned } from '@triton/workflow/journal';

/**
 * Puts jobs that nobody runs on the queue, each once until somebody has come to run it: behind a long backlog the sweep
 * finds a job again before its run comes up. Never throws: what the queue does not take is found again.
 */
export function jobSweeper(queue: Queue<JobRun>, log: Logger): (abandoned: Abandoned) => Promise<void> {
  return async ({ jobUuid, wakes }) => {
    try {
      await queue.add(`${jobUuid}.sweep.${wakes}`, { job_uuid: jobUuid });
    } catch (err) {
      log.warn({ err, job_uuid: jobUuid }, 'the queue did not take a job that nobody runs; the next sweep brings it');
    }
  };
}
