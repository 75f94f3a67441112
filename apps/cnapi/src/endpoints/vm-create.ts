import { endpoint } from '../endpoint';
import { commandVm } from '../vms/command-vm';
import { CreateVmPayload, MAX_PAYLOAD_BYTES, ServerParams } from '../vms/vm-payload';

export const vmCreate = endpoint({
  name: 'VmCreate',
  method: 'post',
  path: '/servers/:server_uuid/vms',
  description: "Sends `vmadm create` to the node. The answer is the task's id.",
  params: ServerParams,
  input: CreateVmPayload,
  maxBodyBytes: MAX_PAYLOAD_BYTES,
  status: 200,
  errors: ['ValidationFailed', 'ResourceNotFound', 'ServerNotRunning', 'TicketNotActive', 'ConflictError'],
  handle: (context, request) => commandVm(context, 'machine_create', request, request.input.uuid),
});
