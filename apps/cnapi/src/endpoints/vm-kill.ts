import { endpoint } from '../endpoint';
import { commandVm } from '../vms/command-vm';
import { KillVmInput, VmParams } from '../vms/vm-payload';

export const vmKill = endpoint({
  name: 'VmKill',
  method: 'post',
  path: '/servers/:server_uuid/vms/:uuid/kill',
  description: "Sends a signal to the VM's process. The answer is the task's id.",
  params: VmParams,
  input: KillVmInput,
  status: 200,
  errors: ['ValidationFailed', 'ResourceNotFound', 'ServerNotRunning', 'TicketNotActive', 'ConflictError'],
  handle: (context, request) => commandVm(context, 'machine_kill', request, request.params.uuid),
});
