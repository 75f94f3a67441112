import type { JobRun } from '@triton/queue/queue-names';
import type { Context } from './context';

/**
 * Puts the job back on the workflow queue. `event` makes the queue's id unique: the same job may have been woken by
 * something else a moment ago. A queue that cannot be reached delays the job until VMAPI's own sweep, and loses nothing.
 */
export function wake(
  { workflows, log }: Pick<Context, 'workflows' | 'log'>,
  jobUuid: string,
  event: string,
  task?: JobRun['task'],
): void {
  workflows.add(`${jobUuid}.${event}`, { job_uuid: jobUuid, ...(task ? { task } : {}) }).catch((err: unknown) => {
    log.warn({ err, job_uuid: jobUuid, event }, 'could not wake a job');
  });
}
