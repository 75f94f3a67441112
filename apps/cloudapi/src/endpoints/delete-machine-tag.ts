import { endpoint } from '../endpoint';
import { changeMachine } from '../machines/change-machine';
import { MACHINE_CHANGE_ERRORS } from '../machines/machine-change-errors';
import { MachineParams } from '../machines/machine-params';

export const deleteMachineTag = endpoint({
  name: 'DeleteMachineTag',
  method: 'delete',
  path: '/:login/machines/:id/tags/:tag',
  description: 'Removes a tag of a machine.',
  params: MachineParams,
  status: 204,
  otherStatuses: { 410: 'The machine is deleted.' },
  headers: ['x-job-uuid'],
  errors: MACHINE_CHANGE_ERRORS,
  handle: (context, request) =>
    changeMachine(context, request, ({ uuid }, options) =>
      context.vmapi.deleteMetadata(uuid, 'tags', request.params.tag, options),
    ),
});
