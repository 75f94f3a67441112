import { Accepted } from '@triton/schemas/job';
import { endpoint } from '../endpoint';
import { ActionQuery } from '../vms/action-query';
import { admit } from '../vms/admit';
import { demandUnprotected } from '../vms/demand-unprotected';
import { readAction } from '../vms/read-action';
import { vmJobDraft } from '../vms/vm-job-draft';
import { VmParams } from '../vms/vm-params';
import { destroyVm } from '../workflows/destroy-vm';

export const deleteVm = endpoint({
  name: 'DestroyVm',
  method: 'delete',
  path: '/vms/:uuid',
  description: 'Destroys a VM and all its disks. Refused while deletion protection is on.',
  params: VmParams,
  query: ActionQuery,
  output: Accepted,
  status: 202,
  headers: ['workflow-api'],
  errors: [
    'ResourceNotFound',
    'ValidationFailed',
    'CannotDestroyMachine',
    'PreconditionFailed',
    'ConflictError',
    'JobFailed',
  ],
  handle(context, request) {
    const action = readAction('destroy', request);
    return admit(context, action.asked, async (_trx, { vm }) => {
      demandUnprotected(vm, 'delete the VM');
      return vmJobDraft({ action, workflow: destroyVm, task: 'destroy', vm, payload: {} });
    });
  },
});
