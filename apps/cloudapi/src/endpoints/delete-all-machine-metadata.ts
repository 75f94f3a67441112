import type { Metadata } from '@triton/schemas/metadata';
import { endpoint } from '../endpoint';
import { changeMachine } from '../machines/change-machine';
import { LASTING_METADATA } from '../machines/lasting-metadata';
import { MACHINE_CHANGE_ERRORS } from '../machines/machine-change-errors';
import { MachineParams } from '../machines/machine-params';

export const deleteAllMachineMetadata = endpoint({
  name: 'DeleteAllMachineMetadata',
  method: 'delete',
  path: '/:login/machines/:id/metadata',
  description: 'Removes all metadata of a machine, but for that by which it is entered.',
  params: MachineParams,
  status: 204,
  otherStatuses: { 410: 'The machine is deleted.' },
  headers: ['x-job-uuid'],
  errors: MACHINE_CHANGE_ERRORS,
  handle: (context, request) =>
    changeMachine(context, request, ({ uuid, customer_metadata }, options) => {
      const kept = Object.entries(customer_metadata).filter(([key]) => LASTING_METADATA.includes(key));
      return context.vmapi.setMetadata(uuid, 'customer_metadata', Object.fromEntries(kept) as Metadata, options);
    }),
});
