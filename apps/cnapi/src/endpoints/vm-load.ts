import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { ServiceUnavailableError } from '@triton/errors/service-unavailable-error';
import { endpoint } from '../endpoint';
import type { TaskRow } from '../tables';
import { createTask } from '../tasks/create-task';
import { endTask } from '../tasks/end-task';
import { waitForTask } from '../tasks/wait-for-task';
import { VmParams } from '../vms/vm-payload';

export const vmLoad = endpoint({
  name: 'VmLoad',
  method: 'get',
  path: '/servers/:server_uuid/vms/:uuid',
  description: 'The VM as its node has it this moment.',
  params: VmParams,
  status: 200,
  errors: ['ValidationFailed', 'ResourceNotFound', 'ServerNotRunning', 'ServiceUnavailable'],
  async handle(context, { params, reqId, signal }) {
    const serverUuid = params.server_uuid.toLowerCase();
    const vmUuid = params.uuid.toLowerCase();
    const { id } = await createTask(context, {
      serverUuid,
      vmUuid,
      task: 'machine_load',
      params: { uuid: vmUuid, server_uuid: serverUuid },
      key: undefined,
      ticketUuid: undefined,
      waiter: undefined,
      reqId,
    });
    const task = await waitForTask(context, id, context.config.loadTimeoutMs, signal);
    // Nobody reads the answer any more, so the node need not give one.
    const ended = task.status === 'active' ? await endTask(context, id, { status: 'canceled' }) : task;
    return vmOf(ended, vmUuid);
  },
});

function vmOf({ status, event }: TaskRow, vmUuid: string): unknown {
  if (status === 'complete' && event?.vm) return event.vm;
  const { code, message } = (event?.error ?? {}) as { code?: unknown; message?: unknown };
  if (code === 'VmNotFound') throw new ResourceNotFoundError(`VM ${vmUuid} not found`);
  if (status !== 'failure') throw new ServiceUnavailableError('the compute node does not answer');
  throw new ServiceUnavailableError('the compute node could not load the VM', 5, { cause: new Error(String(message)) });
}
