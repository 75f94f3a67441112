import { Type } from '@sinclair/typebox';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { Job } from '@triton/schemas/job';
import { endpoint } from '../endpoint';
import { JobQuery } from '../jobs/job-filters';
import { listJobs as selectJobs } from '../jobs/job-table';
import { toJob } from '../jobs/to-job';
import { VmParams } from '../vms/vm-params';
import { findVm } from '../vms/vm-table';

export const listVmJobs = endpoint({
  name: 'ListVmJobs',
  method: 'get',
  path: '/vms/:uuid/jobs',
  description: "The jobs of one VM, newest first; with `owner_uuid` only if the VM is that account's.",
  params: VmParams,
  query: JobQuery,
  output: Type.Array(Job),
  status: 200,
  errors: ['ResourceNotFound', 'ValidationFailed'],
  async handle({ db }, { params, query }) {
    const found = await findVm(db, params.uuid.toLowerCase(), query.owner_uuid);
    if (!found) throw new ResourceNotFoundError('VM not found');
    return (await selectJobs(db, { ...query, vm_uuid: found.vm.uuid })).map(toJob);
  },
});
