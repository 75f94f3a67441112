import { endpoint } from '../endpoint';
import { recordStatus } from '../servers/record-status';
import { StatusReport } from '../servers/reports';
import { ServerParams } from '../vms/vm-payload';

export const serverStatus = endpoint({
  name: 'ServerStatus',
  method: 'post',
  path: '/servers/:server_uuid/events/status',
  description: 'A compute node reports its VMs, memory and disk space.',
  params: ServerParams,
  input: StatusReport,
  maxBodyBytes: 16 * 1024 * 1024,
  status: 204,
  errors: ['ValidationFailed', 'ResourceNotFound'],
  handle: (context, { params, input }) => recordStatus(context, params.server_uuid, input),
});
