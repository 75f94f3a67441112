import { JobFailedError } from '@triton/errors/job-failed-error';
import { reply } from '@triton/http-server/reply';
import type { Context } from '../context';
import { waitForJob } from '../jobs/wait-for-job';
import type { Answer } from './answer-once';

export interface ReplyWish {
  /** Answer only when the job has ended. */
  sync: boolean;
  /** The name by which the caller reached us: where he can read the job. */
  host: string | undefined;
  /** Aborted when the caller goes away. Asked for only when there is something to wait for. */
  waitFor(): AbortSignal;
}

const LONGEST_WAIT_MS = 3_600_000;
const HOST = /^[\w.:[\]-]+$/;

/** 202 with the job; with `sync` not before the job has ended, and as an error when it has failed. */
export async function acceptedReply({ db }: Context, answer: Answer, { sync, host, waitFor }: ReplyWish) {
  if (sync) {
    const job = await waitForJob(db, answer.job_uuid, LONGEST_WAIT_MS, waitFor());
    if (job?.execution === 'failed') throw new JobFailedError(job.reason ?? 'the job failed', answer.job_uuid);
  }
  const headers = host !== undefined && HOST.test(host) ? { 'workflow-api': `http://${host}` } : {};
  return reply(answer, { headers });
}
