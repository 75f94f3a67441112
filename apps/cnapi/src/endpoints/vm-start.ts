import { endpoint } from '../endpoint';
import { commandVm } from '../vms/command-vm';
import { VmParams, SimpleVmInput } from '../vms/vm-payload';

export const vmStart = endpoint({
  name: 'VmStart',
  method: 'post',
  path: '/servers/:server_uuid/vms/:uuid/start',
  description: "Boots the VM. The answer is the task's id.",
  params: VmParams,
  input: SimpleVmInput,
  status: 200,
  errors: ['ValidationFailed', 'ResourceNotFound', 'ServerNotRunning', 'TicketNotActive', 'ConflictError'],
  handle: (context, request) => commandVm(context, 'machine_boot', request, request.params.uuid),
});
