import { Type } from '@sinclair/typebox';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { MachineJob } from '@triton/schemas/machine-job';
import { Uuid } from '@triton/schemas/uuid';
import { endpoint } from '../endpoint';
import { ownVm } from '../machines/own-vm';
import { toMachineJob } from '../machines/to-machine-job';

/** The job that `x-job-uuid` named: how far the operation is, and why it failed if it did. */
export const getMachineJob = endpoint({
  name: 'GetMachineJob',
  method: 'get',
  path: '/:login/machines/:id/jobs/:job',
  description: 'One operation on a machine.',
  params: Type.Object({ id: Uuid, job: Uuid }),
  output: MachineJob,
  status: 200,
  errors: ['ResourceNotFound', 'InvalidArgument'],
  async handle(context, { caller, params }) {
    const vm = await ownVm(context, caller, params.id);
    const job = await context.vmapi.getJob(params.job.toLowerCase());
    if (job.vm_uuid !== vm.uuid) throw new ResourceNotFoundError('Job not found');
    return toMachineJob(job);
  },
});
