import { endpoint } from '../endpoint';
import { changePower } from '../machines/change-power';
import { MachineParams } from '../machines/machine-params';
import { POWER_ERRORS } from '../machines/power-errors';

export const startMachine = endpoint({
  name: 'StartMachine',
  method: 'post',
  path: '/:login/machines/:id',
  action: 'start',
  description: 'Boots a stopped machine.',
  params: MachineParams,
  status: 202,
  errors: POWER_ERRORS,
  handle: (context, request) =>
    changePower(context, request, (vmUuid, options) => context.vmapi.startVm(vmUuid, options)),
});
