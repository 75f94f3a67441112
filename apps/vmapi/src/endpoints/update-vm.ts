import { randomUUID } from 'node:crypto';
import { Accepted } from '@triton/schemas/job';
import { UpdateVmInput } from '@triton/schemas/update-vm-input';
import { endpoint } from '../endpoint';
import { ActionQuery, admissionOf } from '../vms/action-query';
import { admit } from '../vms/admit';
import { demandAllocated } from '../vms/demand-allocated';
import { renameVm } from '../vms/rename-vm';
import { VmParams } from '../vms/vm-params';
import { updateVm as updateVmWorkflow } from '../workflows/update-vm';

export const updateVm = endpoint({
  name: 'UpdateVm',
  method: 'post',
  path: '/vms/:uuid',
  action: 'update',
  description: 'Changes properties of a VM that are neither disks nor power: its name and its deletion protection.',
  params: VmParams,
  query: ActionQuery,
  input: UpdateVmInput,
  bodyFromQuery: true,
  output: Accepted,
  status: 202,
  errors: ['ResourceNotFound', 'ValidationFailed', 'UnallocatedVM', 'PreconditionFailed', 'ConflictError'],
  handle(context, request) {
    const { input, query, reqId } = request;
    return admit(context, admissionOf('update', request), async (trx, { vm }) => {
      demandAllocated(vm);
      // The name is VMAPI's to give: it is taken at once, and the compute node hears of it.
      if (input.alias !== undefined) await renameVm(trx, vm, input.alias);
      return {
        uuid: randomUUID(),
        workflow: updateVmWorkflow,
        task: 'update',
        vmUuid: vm.uuid,
        ownerUuid: vm.owner_uuid,
        reqId,
        params: {
          ...query,
          ...(input.alias === undefined ? {} : { subtask: 'rename' }),
          server_uuid: vm.server_uuid,
          vm_brand: vm.brand,
          payload: input,
        },
      };
    });
  },
});
