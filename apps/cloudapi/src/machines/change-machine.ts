import type { IncomingHttpHeaders } from 'node:http';
import type { VmActionOptions } from '@triton/clients/vmapi-client';
import { RemoteError } from '@triton/http-client/remote-error';
import { reply } from '@triton/http-server/reply';
import type { Accepted } from '@triton/schemas/job';
import type { Vm } from '@triton/schemas/vm';
import type { Caller } from '../auth/caller';
import type { Context } from '../context';
import { goneReply } from './gone-reply';
import { ownVm } from './own-vm';
import { vmActionOptions } from './vm-action-options';

/** What a change of a machine is asked with, whatever its input. */
export interface MachineChangeRequest {
  caller: Caller;
  params: { id: string };
  headers: IncomingHttpHeaders;
}

/** What an answer has beyond the job; most have nothing. */
interface Shown {
  body?: unknown;
  headers?: Record<string, string>;
}

/**
 * Changes a machine as a whole: `change` asks VMAPI for it, and answers nothing when the machine is that way already.
 * Whether the machine's state allows it, the job finds out. A deleted machine is 410, but for the repeat of a change that
 * was made before: VMAPI knows its Idempotency-Key, and it gets the first answer.
 */
export async function changeMachine(
  context: Context,
  request: MachineChangeRequest,
  change: (vm: Vm, options: VmActionOptions) => Promise<Accepted | undefined>,
  show: (vm: Vm, accepted: Accepted | undefined) => Shown = () => ({}),
) {
  const options = vmActionOptions(request);
  const vm = await ownVm(context, request.caller, request.params.id);
  const isGone = vm.state === 'destroyed';
  if (isGone && options.idempotencyKey === undefined) return goneReply(context, vm);
  try {
    const accepted = await change(vm, options);
    const { body, headers } = show(vm, accepted);
    return reply(body, { headers: { ...(accepted ? { 'x-job-uuid': accepted.job_uuid } : {}), ...headers } });
  } catch (err) {
    if (isGone && err instanceof RemoteError && err.status === 404) return goneReply(context, vm);
    throw err;
  }
}
