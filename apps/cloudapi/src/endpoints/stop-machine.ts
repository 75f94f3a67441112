import { endpoint } from '../endpoint';
import { changePower } from '../machines/change-power';
import { MachineParams } from '../machines/machine-params';
import { POWER_ERRORS } from '../machines/power-errors';

export const stopMachine = endpoint({
  name: 'StopMachine',
  method: 'post',
  path: '/:login/machines/:id',
  action: 'stop',
  description: 'Shuts a running machine down.',
  params: MachineParams,
  status: 202,
  errors: POWER_ERRORS,
  handle: (context, request) =>
    changePower(context, request, (vmUuid, options) => context.vmapi.stopVm(vmUuid, options)),
});
