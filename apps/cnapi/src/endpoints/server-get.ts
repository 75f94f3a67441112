import { reply } from '@triton/http-server/reply';
import { Server } from '@triton/schemas/server';
import { endpoint } from '../endpoint';
import { findServer } from '../servers/find-server';
import { serverEtag } from '../servers/server-etag';
import { toServer } from '../servers/to-server';
import { ServerParams } from '../vms/vm-payload';

export const serverGet = endpoint({
  name: 'ServerGet',
  method: 'get',
  path: '/servers/:server_uuid',
  description: 'One compute node, as it last reported itself. Its ETag is of what operators have decided about it.',
  params: ServerParams,
  output: Server,
  status: 200,
  headers: ['ETag'],
  errors: ['ValidationFailed', 'ResourceNotFound'],
  async handle({ db, config }, { params }) {
    const server = await findServer(db, params.server_uuid, config.heartbeatLifetimeMs);
    return reply(toServer(server, config.datacenter), { headers: { ETag: serverEtag(server) } });
  },
});
