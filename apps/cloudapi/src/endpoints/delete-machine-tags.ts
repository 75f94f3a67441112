import { endpoint } from '../endpoint';
import { changeMachine } from '../machines/change-machine';
import { MACHINE_CHANGE_ERRORS } from '../machines/machine-change-errors';
import { MachineParams } from '../machines/machine-params';

export const deleteMachineTags = endpoint({
  name: 'DeleteMachineTags',
  method: 'delete',
  path: '/:login/machines/:id/tags',
  description: 'Removes all tags of a machine.',
  params: MachineParams,
  status: 204,
  otherStatuses: { 410: 'The machine is deleted.' },
  headers: ['x-job-uuid'],
  errors: MACHINE_CHANGE_ERRORS,
  handle: (context, request) =>
    changeMachine(context, request, ({ uuid }, options) =>
      context.vmapi.deleteMetadata(uuid, 'tags', undefined, options),
    ),
});
