import type { EndpointRequest } from '@triton/http-server/endpoint';
import type { Context } from '../context';
import { commandVm } from './command-vm';

type SnapshotRequest = Pick<
  EndpointRequest<{ server_uuid: string; uuid: string; name: string }, object, object>,
  'params' | 'input' | 'headers' | 'reqId'
>;

/** A command about a snapshot that the path names. */
export function commandSnapshot(context: Context, task: string, request: SnapshotRequest): Promise<{ id: string }> {
  const { uuid, name } = request.params;
  return commandVm(context, task, { ...request, input: { ...request.input, snapshot_name: name } }, uuid);
}
