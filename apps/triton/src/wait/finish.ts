import type { Started } from '@triton/clients/cloudapi-client';
import { JobFailedError } from '../job-failed-error';
import { seconds } from '../output/seconds';
import type { Session } from '../session';
import { waitForJob } from './wait-for-job';

export interface Begun {
  machineId: string;
  /** What CloudAPI answered. */
  started: Started;
  /** What to say now, and at the end. */
  begun: string;
  done: string;
  /** What to say when CloudAPI had nothing to do, and so names no job. Without it that is an error. */
  already?: string;
  /** From `waitLimit`; undefined: do not wait. */
  limitMs: number | undefined;
}

/** Says that the operation has begun and, with `-w`, follows it to its end and says how long it took. */
export async function finish(session: Session, begun: Begun): Promise<void> {
  const { machineId, started, limitMs, already } = begun;
  if (started.jobUuid === undefined && already !== undefined) return session.print(already);
  session.print(begun.begun);
  if (limitMs === undefined) return;
  if (started.jobUuid === undefined) throw new JobFailedError('CloudAPI named no job, so there is nothing to wait for');
  const startedMs = performance.now();
  await waitForJob(session, { machineId, jobUuid: started.jobUuid, limitMs });
  session.print(`${begun.done} (${seconds(performance.now() - startedMs)})`);
}
