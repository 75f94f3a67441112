import { endpoint } from '../endpoint';
import { changeMachine } from '../machines/change-machine';
import { MachineParams } from '../machines/machine-params';
import { SNAPSHOT_CHANGE_ERRORS } from '../machines/snapshot-change-errors';
import { snapshotNamed } from '../machines/snapshot-named';

export const deleteMachineSnapshot = endpoint({
  name: 'DeleteMachineSnapshot',
  method: 'delete',
  path: '/:login/machines/:id/snapshots/:name',
  description: 'Deletes a snapshot; the space it held is free again.',
  params: MachineParams,
  status: 204,
  otherStatuses: { 410: 'The machine is deleted.' },
  headers: ['x-job-uuid'],
  errors: SNAPSHOT_CHANGE_ERRORS,
  handle: (context, request) =>
    changeMachine(context, request, ({ uuid }, options) =>
      context.vmapi.deleteSnapshot(uuid, snapshotNamed(request.params.name), options),
    ),
});
