import { Accepted } from '@triton/schemas/job';
import { endpoint } from '../endpoint';
import { ActionQuery } from '../vms/action-query';
import { admitPowerChange } from '../vms/admit-power-change';
import { VmParams } from '../vms/vm-params';
import { rebootVm } from '../workflows/reboot-vm';

export const rebootVmEndpoint = endpoint({
  name: 'RebootVm',
  method: 'post',
  path: '/vms/:uuid',
  action: 'reboot',
  description: 'Reboots a running VM.',
  params: VmParams,
  query: ActionQuery,
  bodyFromQuery: true,
  output: Accepted,
  status: 202,
  errors: ['ResourceNotFound', 'ValidationFailed', 'UnallocatedVM', 'PreconditionFailed', 'ConflictError'],
  handle: (context, request) => admitPowerChange(context, request, 'reboot', rebootVm),
});
