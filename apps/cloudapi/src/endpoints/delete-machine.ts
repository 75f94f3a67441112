import { reply } from '@triton/http-server/reply';
import { endpoint } from '../endpoint';
import { demandUnprotected } from '../machines/demand-unprotected';
import { goneReply } from '../machines/gone-reply';
import { MachineParams } from '../machines/machine-params';
import { ownVm } from '../machines/own-vm';
import { vmActionOptions } from '../machines/vm-action-options';

/** Deletes a machine and all its disks. Asking again while that goes on is success; once it is gone, 410. */
export const deleteMachine = endpoint({
  name: 'DeleteMachine',
  method: 'delete',
  path: '/:login/machines/:id',
  description: 'Deletes a machine, its disks and their snapshots.',
  params: MachineParams,
  status: 204,
  errors: ['ResourceNotFound', 'InvalidArgument', 'CannotDestroyMachine', 'ConflictError', 'PreconditionFailed'],
  async handle(context, request) {
    const options = vmActionOptions(request);
    const vm = await ownVm(context, request.caller, request.params.id);
    if (vm.state === 'destroyed') return goneReply(context, vm);
    demandUnprotected(vm, 'delete');
    const jobUuid = (await deletionUnderWay(vm.uuid)) ?? (await context.vmapi.deleteVm(vm.uuid, options)).job_uuid;
    return reply(undefined, { headers: { 'x-job-uuid': jobUuid } });

    async function deletionUnderWay(vmUuid: string): Promise<string | undefined> {
      const jobs = await context.vmapi.listVmJobs(vmUuid, { task: 'destroy', limit: 1 });
      return jobs.find(({ execution }) => execution === 'queued' || execution === 'running')?.uuid;
    }
  },
});
