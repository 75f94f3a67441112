import { endpoint } from '../endpoint';
import { commandVm } from '../vms/command-vm';
import { VmParams, MAX_PAYLOAD_BYTES, VmPayload } from '../vms/vm-payload';

export const vmUpdate = endpoint({
  name: 'VmUpdate',
  method: 'post',
  path: '/servers/:server_uuid/vms/:uuid/update',
  description: "Sends `vmadm update` to the node: the way of every change of disks. The answer is the task's id.",
  params: VmParams,
  input: VmPayload,
  maxBodyBytes: MAX_PAYLOAD_BYTES,
  status: 200,
  errors: ['ValidationFailed', 'ResourceNotFound', 'ServerNotRunning', 'TicketNotActive', 'ConflictError'],
  handle: (context, request) => commandVm(context, 'machine_update', request, request.params.uuid),
});
