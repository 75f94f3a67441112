import { Accepted } from '@triton/schemas/job';
import { endpoint } from '../endpoint';
import { ACTION_ERRORS } from '../vms/action-errors';
import { NoActionInput } from '../vms/action-input';
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
  input: NoActionInput,
  bodyFromQuery: true,
  output: Accepted,
  status: 202,
  headers: ['workflow-api'],
  errors: ACTION_ERRORS,
  handle: (context, request) => admitPowerChange(context, request, 'reboot', rebootVm),
});
