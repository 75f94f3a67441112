import { endpoint } from '../endpoint';
import { commandVm } from '../vms/command-vm';
import { SnapshotVmInput, VmParams } from '../vms/vm-payload';

export const vmSnapshotCreate = endpoint({
  name: 'VmSnapshotCreate',
  method: 'put',
  path: '/servers/:server_uuid/vms/:uuid/snapshots',
  description: "Makes a snapshot of the VM's disks. The answer is the task's id.",
  params: VmParams,
  input: SnapshotVmInput,
  status: 200,
  errors: ['ValidationFailed', 'ResourceNotFound', 'ServerNotRunning', 'TicketNotActive', 'ConflictError'],
  handle: (context, request) => commandVm(context, 'machine_create_snapshot', request, request.params.uuid),
});
