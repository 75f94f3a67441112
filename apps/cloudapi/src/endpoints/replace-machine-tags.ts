import { Metadata } from '@triton/schemas/metadata';
import { endpoint } from '../endpoint';
import { changeMachine } from '../machines/change-machine';
import { MACHINE_CHANGE_ERRORS } from '../machines/machine-change-errors';
import { MachineParams } from '../machines/machine-params';

export const replaceMachineTags = endpoint({
  name: 'ReplaceMachineTags',
  method: 'put',
  path: '/:login/machines/:id/tags',
  description: 'Sets these tags of a machine and removes all others.',
  params: MachineParams,
  input: Metadata,
  output: Metadata,
  status: 200,
  otherStatuses: { 410: 'The machine is deleted.' },
  headers: ['x-job-uuid'],
  errors: [...MACHINE_CHANGE_ERRORS, 'ValidationFailed'],
  handle: (context, request) =>
    changeMachine(
      context,
      request,
      ({ uuid }, options) => context.vmapi.setMetadata(uuid, 'tags', request.input, options),
      () => ({ body: request.input }),
    ),
});
