import { endpoint } from '../endpoint';
import { changePower } from '../machines/change-power';
import { MachineParams } from '../machines/machine-params';
import { POWER_ERRORS } from '../machines/power-errors';

export const rebootMachine = endpoint({
  name: 'RebootMachine',
  method: 'post',
  path: '/:login/machines/:id',
  action: 'reboot',
  description: 'Shuts a machine down and boots it again.',
  params: MachineParams,
  status: 202,
  errors: POWER_ERRORS,
  handle: (context, request) =>
    changePower(context, request, (vmUuid, options) => context.vmapi.rebootVm(vmUuid, options)),
});
