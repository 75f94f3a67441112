import { Type } from '@sinclair/typebox';
import { endpoint } from '../endpoint';
import { recordHeartbeat } from '../servers/record-heartbeat';
import { ServerParams } from '../vms/vm-payload';

export const serverHeartbeat = endpoint({
  name: 'ServerHeartbeat',
  method: 'post',
  path: '/servers/:server_uuid/events/heartbeat',
  description: 'A compute node is alive.',
  params: ServerParams,
  input: Type.Object({}, { additionalProperties: false }),
  status: 204,
  errors: ['ValidationFailed', 'ResourceNotFound'],
  handle: (context, { params }) => recordHeartbeat(context, params.server_uuid),
});
