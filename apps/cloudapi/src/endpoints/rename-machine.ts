import { endpoint } from '../endpoint';
import { changeMachine } from '../machines/change-machine';
import { MACHINE_ACTION_ERRORS } from '../machines/machine-action-errors';
import { MachineParams } from '../machines/machine-params';
import { RenameMachineInput } from '../machines/rename-machine-input';

/** RenameMachine. The new name is the machine's at once; the job tells the compute node. */
export const renameMachine = endpoint({
  name: 'RenameMachine',
  method: 'post',
  path: '/:login/machines/:id',
  action: 'rename',
  description: 'Gives a machine another name, one that no other machine of the account has.',
  params: MachineParams,
  input: RenameMachineInput,
  bodyFromQuery: true,
  status: 202,
  headers: ['x-job-uuid'],
  errors: [...MACHINE_ACTION_ERRORS, 'ValidationFailed'],
  handle: (context, request) =>
    changeMachine(context, request, ({ uuid }, options) =>
      context.vmapi.updateVm(uuid, { alias: request.input.name }, options),
    ),
});
