import type { EndpointRequest } from '@triton/http-server/endpoint';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import type { Context } from '../context';
import { createTask } from '../tasks/create-task';
import { commandHeaders } from './command-headers';

type Command = Pick<EndpointRequest<{ server_uuid: string }, object, object>, 'params' | 'input' | 'headers' | 'reqId'>;

/**
 * Sends a VM command to its node: the body, together with the path's parameters, becomes the task's parameters. What a
 * payload may hold is vmadm's to decide, on the node; here it only has to be about the VM that the path names.
 */
export function commandVm(
  context: Context,
  task: string,
  { params, input, headers, reqId }: Command,
  vmUuid: string,
): Promise<{ id: string }> {
  const serverUuid = params.server_uuid.toLowerCase();
  const uuid = vmUuid.toLowerCase();
  refuseOther(input, { uuid, server_uuid: serverUuid });
  const taskParams = { ...input, uuid, server_uuid: serverUuid };
  const wish = { serverUuid, vmUuid: uuid, task, params: taskParams, reqId, ...commandHeaders(headers) };
  return createTask(context, wish);
}

function refuseOther(input: object, named: Record<string, string>): void {
  for (const [field, value] of Object.entries(named)) {
    const given = (input as Record<string, unknown>)[field];
    if (given === undefined || (typeof given === 'string' && given.toLowerCase() === value)) continue;
    const message = 'is not the one that the path names';
    throw new ValidationFailedError(`${field} ${message}`, [{ field, code: 'Invalid', message }]);
  }
}
