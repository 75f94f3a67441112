import { endpoint } from '../endpoint';
import { changeMachine } from '../machines/change-machine';
import { MACHINE_ACTION_ERRORS } from '../machines/machine-action-errors';
import { MachineParams } from '../machines/machine-params';

export const startMachine = endpoint({
  name: 'StartMachine',
  method: 'post',
  path: '/:login/machines/:id',
  action: 'start',
  description: 'Boots a stopped machine.',
  params: MachineParams,
  status: 202,
  headers: ['x-job-uuid'],
  errors: MACHINE_ACTION_ERRORS,
  handle: (context, request) =>
    changeMachine(context, request, ({ uuid }, options) => context.vmapi.startVm(uuid, options)),
});
