import { ConflictError } from '@triton/errors/conflict-error';
import { endpoint } from '../endpoint';
import { findServer } from '../servers/find-server';
import { demandMatch } from '../servers/server-etag';
import { ServerParams } from '../vms/vm-payload';

export const serverDelete = endpoint({
  name: 'ServerDelete',
  method: 'delete',
  path: '/servers/:server_uuid',
  description: 'For operators: forgets a compute node that is gone. One that speaks would only register again.',
  params: ServerParams,
  status: 204,
  errors: ['ValidationFailed', 'ResourceNotFound', 'ConflictError', 'PreconditionFailed'],
  async handle({ db, config }, { params, headers }) {
    const server = await findServer(db, params.server_uuid, config.heartbeatLifetimeMs);
    const { uuid, running } = server;
    demandMatch(headers['if-match'], server);
    if (running) throw new ConflictError(`Server ${uuid} is running`);
    await db.deleteFrom('cnapi.servers').where('uuid', '=', uuid).execute();
  },
});
