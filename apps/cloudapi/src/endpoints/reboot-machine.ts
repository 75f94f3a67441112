import { endpoint } from '../endpoint';
import { changeMachine } from '../machines/change-machine';
import { MACHINE_ACTION_ERRORS } from '../machines/machine-action-errors';
import { MachineParams } from '../machines/machine-params';

export const rebootMachine = endpoint({
  name: 'RebootMachine',
  method: 'post',
  path: '/:login/machines/:id',
  action: 'reboot',
  description: 'Shuts a machine down and boots it again.',
  params: MachineParams,
  status: 202,
  headers: ['x-job-uuid'],
  errors: MACHINE_ACTION_ERRORS,
  handle: (context, request) =>
    changeMachine(context, request, ({ uuid }, options) => context.vmapi.rebootVm(uuid, options)),
});
