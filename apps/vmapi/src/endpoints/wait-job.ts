import { setTimeout as delay } from 'node:timers/promises';
import { Type } from '@sinclair/typebox';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { Job } from '@triton/schemas/job';
import { endpoint } from '../endpoint';
import { findJob } from '../jobs/job-table';
import { toJob } from '../jobs/to-job';
import { VmParams } from '../vms/vm-params';

/** The runner that ends the job is another process, so waiting is looking again. */
const LOOK_AGAIN_MS = 100;

export const waitJob = endpoint({
  name: 'WaitJob',
  method: 'get',
  path: '/jobs/:uuid/wait',
  description: 'The job once it has ended, or as it stands after `timeout` seconds.',
  params: VmParams,
  query: Type.Object({ timeout: Type.Integer({ minimum: 0, maximum: 3600, default: 60, description: 'seconds' }) }),
  output: Job,
  status: 200,
  errors: ['ResourceNotFound', 'ValidationFailed'],
  async handle({ db }, { params, query, signal }) {
    const deadline = Date.now() + query.timeout * 1000;
    for (;;) {
      const job = await findJob(db, params.uuid.toLowerCase());
      if (!job) throw new ResourceNotFoundError('Job not found');
      if (job.finished_at || signal.aborted || Date.now() >= deadline) return toJob(job);
      await delay(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  },
});
