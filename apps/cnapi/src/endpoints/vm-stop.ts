import { endpoint } from '../endpoint';
import { commandVm } from '../vms/command-vm';
import { VmParams, StopVmInput } from '../vms/vm-payload';

export const vmStop = endpoint({
  name: 'VmStop',
  method: 'post',
  path: '/servers/:server_uuid/vms/:uuid/stop',
  description: "Shuts the VM down. The answer is the task's id.",
  params: VmParams,
  input: StopVmInput,
  status: 200,
  errors: ['ValidationFailed', 'ResourceNotFound', 'ServerNotRunning', 'TicketNotActive', 'ConflictError'],
  handle: (context, request) => commandVm(context, 'machine_shutdown', request, request.params.uuid),
});
