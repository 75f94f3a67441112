import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import { endpoint } from '../endpoint';
import { changeMachine } from '../machines/change-machine';
import { LASTING_METADATA } from '../machines/lasting-metadata';
import { MACHINE_CHANGE_ERRORS } from '../machines/machine-change-errors';
import { MachineParams } from '../machines/machine-params';

export const deleteMachineMetadata = endpoint({
  name: 'DeleteMachineMetadata',
  method: 'delete',
  path: '/:login/machines/:id/metadata/:key',
  description: 'Removes a key of the metadata of a machine, but for those by which it is entered.',
  params: MachineParams,
  status: 204,
  otherStatuses: { 410: 'The machine is deleted.' },
  headers: ['x-job-uuid'],
  errors: MACHINE_CHANGE_ERRORS,
  handle: (context, request) =>
    changeMachine(context, request, ({ uuid }, options) => {
      const { key } = request.params;
      if (LASTING_METADATA.includes(key)) throw new InvalidArgumentError(`metadata ${key} cannot be deleted`);
      return context.vmapi.deleteMetadata(uuid, 'customer_metadata', key, options);
    }),
});
