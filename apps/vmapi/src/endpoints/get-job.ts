import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { Job } from '@triton/schemas/job';
import { endpoint } from '../endpoint';
import { findJob } from '../jobs/job-table';
import { toJob } from '../jobs/to-job';
import { VmParams } from '../vms/vm-params';

export const getJob = endpoint({
  name: 'GetJob',
  method: 'get',
  path: '/jobs/:uuid',
  description: 'One job: how far it is, and when it failed why.',
  params: VmParams,
  output: Job,
  status: 200,
  errors: ['ResourceNotFound', 'ValidationFailed'],
  async handle({ db }, { params }) {
    const job = await findJob(db, params.uuid.toLowerCase());
    if (!job) throw new ResourceNotFoundError('Job not found');
    return toJob(job);
  },
});
