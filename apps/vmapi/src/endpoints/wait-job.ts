import { Type } from '@sinclair/typebox';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { Job } from '@triton/schemas/job';
import { endpoint } from '../endpoint';
import { toJob } from '../jobs/to-job';
import { waitForJob } from '../jobs/wait-for-job';
import { VmParams } from '../vms/vm-params';

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
    const job = await waitForJob(db, params.uuid.toLowerCase(), query.timeout * 1000, signal);
    if (!job) throw new ResourceNotFoundError('Job not found');
    return toJob(job);
  },
});
