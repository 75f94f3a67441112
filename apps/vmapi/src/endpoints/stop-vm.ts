import { Accepted } from '@triton/schemas/job';
import { endpoint } from '../endpoint';
import { ActionQuery } from '../vms/action-query';
import { admitPowerChange } from '../vms/admit-power-change';
import { VmParams } from '../vms/vm-params';
import { stopVm } from '../workflows/stop-vm';

export const stopVmEndpoint = endpoint({
  name: 'StopVm',
  method: 'post',
  path: '/vms/:uuid',
  action: 'stop',
  description: 'Halts a running VM. Stopping one that is stopped is success.',
  params: VmParams,
  query: ActionQuery,
  bodyFromQuery: true,
  output: Accepted,
  status: 202,
  errors: ['ResourceNotFound', 'ValidationFailed', 'UnallocatedVM', 'PreconditionFailed', 'ConflictError'],
  handle: (context, request) => admitPowerChange(context, request, 'stop', stopVm),
});
