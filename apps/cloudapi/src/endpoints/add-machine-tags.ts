import { Metadata } from '@triton/schemas/metadata';
import { endpoint } from '../endpoint';
import { changeMachine } from '../machines/change-machine';
import { MACHINE_CHANGE_ERRORS } from '../machines/machine-change-errors';
import { machineLabels } from '../machines/machine-labels';
import { MachineParams } from '../machines/machine-params';

export const addMachineTags = endpoint({
  name: 'AddMachineTags',
  method: 'post',
  path: '/:login/machines/:id/tags',
  description: 'Sets these tags of a machine and leaves the others. Answers with all that there will be.',
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
      ({ uuid }, options) => context.vmapi.addMetadata(uuid, 'tags', request.input, options),
      (vm) => ({ body: { ...machineLabels(vm, 'tags'), ...request.input } }),
    ),
});
