import type { Vm } from '@triton/schemas/vm';
import type { Context } from '../context';
import { endpoint } from '../endpoint';
import { changeMachine } from '../machines/change-machine';
import { demandUnprotected } from '../machines/demand-unprotected';
import { MachineParams } from '../machines/machine-params';

/** Deletes a machine and all its disks. Asking again while that goes on is success; once it is gone, 410. */
export const deleteMachine = endpoint({
  name: 'DeleteMachine',
  method: 'delete',
  path: '/:login/machines/:id',
  description: 'Deletes a machine, its disks and their snapshots.',
  params: MachineParams,
  status: 204,
  headers: ['x-job-uuid'],
  errors: ['ResourceNotFound', 'InvalidArgument', 'CannotDestroyMachine', 'ConflictError', 'PreconditionFailed'],
  handle: (context, request) =>
    changeMachine(context, request, async (vm, options) => {
      if (options.idempotencyKey === undefined) demandUnprotected(vm, 'delete');
      return (await deletionUnderWay(context, vm)) ?? context.vmapi.deleteVm(vm.uuid, options);
    }),
});

/** A deletion that is stuck does not go on: asking again is a new one, which may come through once the cause is gone. */
async function deletionUnderWay({ vmapi }: Context, { uuid }: Vm) {
  const [job] = await vmapi.listVmJobs(uuid, { task: 'destroy', limit: 1 });
  const goesOn = job?.execution === 'queued' || job?.execution === 'running';
  return goesOn && !job.stuck ? { vm_uuid: uuid, job_uuid: job.uuid } : undefined;
}
