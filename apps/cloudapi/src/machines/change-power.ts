import type { IncomingHttpHeaders } from 'node:http';
import type { VmActionOptions } from '@triton/clients/vmapi-client';
import { reply } from '@triton/http-server/reply';
import type { Accepted } from '@triton/schemas/job';
import type { Caller } from '../auth/caller';
import type { Context } from '../context';
import { goneReply } from './gone-reply';
import { ownVm } from './own-vm';
import { vmActionOptions } from './vm-action-options';

interface PowerRequest {
  caller: Caller;
  params: { id: string };
  headers: IncomingHttpHeaders;
}

/** Starts, stops or reboots a machine: `change` asks VMAPI for it. Whether its state allows that, the job finds out. */
export async function changePower(
  context: Context,
  request: PowerRequest,
  change: (vmUuid: string, options: VmActionOptions) => Promise<Accepted>,
) {
  const options = vmActionOptions(request);
  const vm = await ownVm(context, request.caller, request.params.id);
  if (vm.state === 'destroyed') return goneReply(context, vm);
  const { job_uuid } = await change(vm.uuid, options);
  return reply(undefined, { headers: { 'x-job-uuid': job_uuid } });
}
