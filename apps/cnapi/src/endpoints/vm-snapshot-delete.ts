import { endpoint } from '../endpoint';
import { commandSnapshot } from '../vms/command-snapshot';
import { SimpleVmInput, SnapshotParams } from '../vms/vm-payload';

export const vmSnapshotDelete = endpoint({
  name: 'VmSnapshotDelete',
  method: 'delete',
  path: '/servers/:server_uuid/vms/:uuid/snapshots/:name',
  description: "Deletes a snapshot of the VM's disks. The answer is the task's id.",
  params: SnapshotParams,
  input: SimpleVmInput,
  bodyFromQuery: true,
  status: 200,
  errors: ['ValidationFailed', 'ResourceNotFound', 'ServerNotRunning', 'TicketNotActive', 'ConflictError'],
  handle: (context, request) => commandSnapshot(context, 'machine_delete_snapshot', request),
});
