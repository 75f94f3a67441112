import { endpoint } from '../endpoint';
import { commandVm } from '../vms/command-vm';
import { VmParams, StopVmInput } from '../vms/vm-payload';

export const vmReboot = endpoint({
  name: 'VmReboot',
  method: 'post',
  path: '/servers/:server_uuid/vms/:uuid/reboot',
  description: "Stops and boots the VM. The answer is the task's id.",
  params: VmParams,
  input: StopVmInput,
  status: 200,
  errors: ['ValidationFailed', 'ResourceNotFound', 'ServerNotRunning', 'TicketNotActive', 'ConflictError'],
  handle: (context, request) => commandVm(context, 'machine_reboot', request, request.params.uuid),
});
