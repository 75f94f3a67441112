import { endpoint } from '../endpoint';
import { commandSnapshot } from '../vms/command-snapshot';
import { SimpleVmInput, SnapshotParams } from '../vms/vm-payload';

export const vmSnapshotRollback = endpoint({
  name: 'VmSnapshotRollback',
  method: 'put',
  path: '/servers/:server_uuid/vms/:uuid/snapshots/:name/rollback',
  description: "Brings the VM's disks back to a snapshot. The answer is the task's id.",
  params: SnapshotParams,
  input: SimpleVmInput,
  status: 200,
  errors: ['ValidationFailed', 'ResourceNotFound', 'ServerNotRunning', 'TicketNotActive', 'ConflictError'],
  handle: (context, request) => commandSnapshot(context, 'machine_rollback_snapshot', request),
});
