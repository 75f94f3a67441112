import { endpoint } from '../endpoint';
import { commandVm } from '../vms/command-vm';
import { ReprovisionVmInput, VmParams } from '../vms/vm-payload';

export const vmReprovision = endpoint({
  name: 'VmReprovision',
  method: 'post',
  path: '/servers/:server_uuid/vms/:uuid/reprovision',
  description: "Replaces the contents of the boot disk by an image. The answer is the task's id.",
  params: VmParams,
  input: ReprovisionVmInput,
  status: 200,
  errors: ['ValidationFailed', 'ResourceNotFound', 'ServerNotRunning', 'TicketNotActive', 'ConflictError'],
  handle: (context, request) => commandVm(context, 'machine_reprovision', request, request.params.uuid),
});
