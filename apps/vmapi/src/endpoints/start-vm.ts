import { Accepted } from '@triton/schemas/job';
import { endpoint } from '../endpoint';
import { ActionQuery } from '../vms/action-query';
import { admitPowerChange } from '../vms/admit-power-change';
import { VmParams } from '../vms/vm-params';
import { startVm } from '../workflows/start-vm';

export const startVmEndpoint = endpoint({
  name: 'StartVm',
  method: 'post',
  path: '/vms/:uuid',
  action: 'start',
  description: 'Boots a stopped VM. Starting one that runs is success.',
  params: VmParams,
  query: ActionQuery,
  bodyFromQuery: true,
  output: Accepted,
  status: 202,
  errors: ['ResourceNotFound', 'ValidationFailed', 'UnallocatedVM', 'PreconditionFailed', 'ConflictError'],
  handle: (context, request) => admitPowerChange(context, request, 'start', startVm),
});
