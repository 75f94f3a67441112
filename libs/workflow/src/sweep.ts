import type { Abandoned, Journal } from './journal';

export interface SweepOptions<J> {
  journal: Pick<Journal<J>, 'takeAbandoned'>;
  /**
   * Queues a run of the job, one for the same `wakes`: behind a long backlog a job is found again and again before its run
   * comes up. May fail: the job is found again by a later sweep.
   */
  queueRun(abandoned: Abandoned): Promise<void>;
  /** Jobs at most; default 200. */
  limit?: number;
  /** For how long a job that was just queued is left alone; default 5 s. */
  quietMs?: number;
}

/**
 * Queues every job that nobody runs although it should be: committed but never queued, forgotten by the queue, left by a
 * killed runner, an event that got lost, a retry that is due. Any number of processes may sweep at once. Answers how many.
 */
export async function sweep<J>({ journal, queueRun, limit = 200, quietMs = 5_000 }: SweepOptions<J>): Promise<number> {
  const abandoned = await journal.takeAbandoned(limit, quietMs);
  await Promise.all(abandoned.map((one) => queueRun(one)));
  return abandoned.length;
}
