import { Server } from '@triton/schemas/server';
import { endpoint } from '../endpoint';
import { findServer } from '../servers/find-server';
import { toServer } from '../servers/to-server';
import { ServerParams } from '../vms/vm-payload';

export const serverGet = endpoint({
  name: 'ServerGet',
  method: 'get',
  path: '/servers/:server_uuid',
  description: 'One compute node, as it last reported itself.',
  params: ServerParams,
  output: Server,
  status: 200,
  errors: ['ValidationFailed', 'ResourceNotFound'],
  async handle({ db, config }, { params }) {
    return toServer(await findServer(db, params.server_uuid, config.heartbeatLifetimeMs), config.datacenter);
  },
});
