import { Type } from '@sinclair/typebox';
import { Job } from '@triton/schemas/job';
import { endpoint } from '../endpoint';
import { JobQuery } from '../jobs/job-filters';
import { listJobs as selectJobs } from '../jobs/job-table';
import { toJob } from '../jobs/to-job';

export const listJobs = endpoint({
  name: 'ListJobs',
  method: 'get',
  path: '/jobs',
  description: 'Jobs by exact filters, newest first.',
  query: JobQuery,
  output: Type.Array(Job),
  status: 200,
  errors: ['ValidationFailed'],
  handle: async ({ db }, { query }) => (await selectJobs(db, query)).map(toJob),
});
