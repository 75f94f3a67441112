import { randomUUID } from 'node:crypto';
import { Accepted } from '@triton/schemas/job';
import { endpoint } from '../endpoint';
import { ActionQuery, admissionOf } from '../vms/action-query';
import { admit } from '../vms/admit';
import { demandUnprotected } from '../vms/demand-unprotected';
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
  errors: ['ResourceNotFound', 'ValidationFailed', 'CannotDestroyMachine', 'PreconditionFailed', 'ConflictError'],
  handle(context, request) {
    return admit(context, admissionOf('destroy', request), async (_trx, { vm }) => {
      demandUnprotected(vm, 'delete the VM');
      return {
        uuid: randomUUID(),
        workflow: destroyVm,
        task: 'destroy',
        vmUuid: vm.uuid,
        ownerUuid: vm.owner_uuid,
        reqId: request.reqId,
        params: { ...request.query, server_uuid: vm.server_uuid, vm_brand: vm.brand, payload: {} },
      };
    });
  },
});
