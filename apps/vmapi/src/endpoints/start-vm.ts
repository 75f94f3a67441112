import { Accepted } from '@triton/schemas/job';
import { endpoint } from '../endpoint';
import { ACTION_ERRORS } from '../vms/action-errors';
import { NoActionInput } from '../vms/action-input';
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
  input: NoActionInput,
  bodyFromQuery: true,
  output: Accepted,
  status: 202,
  headers: ['workflow-api'],
  errors: ACTION_ERRORS,
  handle: (context, request) => admitPowerChange(context, request, 'start', startVm),
});
