import { endpoint } from '../endpoint';
import { commandVm } from '../vms/command-vm';
import { VmParams, SimpleVmInput } from '../vms/vm-payload';

export const vmDestroy = endpoint({
  name: 'VmDestroy',
  method: 'delete',
  path: '/servers/:server_uuid/vms/:uuid',
  description: "Removes the VM and its disks from the node. The answer is the task's id.",
  params: VmParams,
  input: SimpleVmInput,
  bodyFromQuery: true,
  status: 200,
  errors: ['ValidationFailed', 'ResourceNotFound', 'ServerNotRunning', 'TicketNotActive', 'ConflictError'],
  handle: (context, request) => commandVm(context, 'machine_destroy', request, request.params.uuid),
});
