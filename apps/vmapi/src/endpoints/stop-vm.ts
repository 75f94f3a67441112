import { Accepted } from '@triton/schemas/job';
import { endpoint } from '../endpoint';
import { ACTION_ERRORS } from '../vms/action-errors';
import { NoActionInput } from '../vms/action-input';
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
  input: NoActionInput,
  bodyFromQuery: true,
  output: Accepted,
  status: 202,
  headers: ['workflow-api'],
  errors: ACTION_ERRORS,
  handle: (context, request) => admitPowerChange(context, request, 'stop', stopVm),
});
