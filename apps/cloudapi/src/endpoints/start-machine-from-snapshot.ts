import { Type } from '@sinclair/typebox';
import { endpoint } from '../endpoint';
import { changeMachine } from '../machines/change-machine';
import { MachineParams } from '../machines/machine-params';
import { SNAPSHOT_CHANGE_ERRORS } from '../machines/snapshot-change-errors';
import { snapshotNamed } from '../machines/snapshot-named';

/** Shipped clients repeat in the body what the path says. */
const Repeated = Type.Object(
  { id: Type.Optional(Type.String({ maxLength: 64 })), name: Type.Optional(Type.String({ maxLength: 256 })) },
  { additionalProperties: false },
);

export const startMachineFromSnapshot = endpoint({
  name: 'StartMachineFromSnapshot',
  method: 'post',
  path: '/:login/machines/:id/snapshots/:name',
  description:
    'Rolls all disks back to a snapshot and boots the machine. What was written since, and newer snapshots, are lost.',
  params: MachineParams,
  input: Repeated,
  status: 202,
  otherStatuses: { 410: 'The machine is deleted.' },
  headers: ['x-job-uuid'],
  errors: SNAPSHOT_CHANGE_ERRORS,
  handle: (context, request) =>
    changeMachine(context, request, ({ uuid }, options) =>
      context.vmapi.rollbackSnapshot(uuid, snapshotNamed(request.params.name), options),
    ),
});
