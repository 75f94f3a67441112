import { withRetries } from '@triton/database/with-retries';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { Type } from '@sinclair/typebox';
import { endpoint } from '../endpoint';
import { demandMatch } from '../servers/server-etag';
import { ServerParams } from '../vms/vm-payload';

export const serverUpdate = endpoint({
  name: 'ServerUpdate',
  method: 'post',
  path: '/servers/:server_uuid',
  description: 'What operators decide about a server. A reserved one takes no new VMs.',
  params: ServerParams,
  input: Type.Object(
    {
      reserved: Type.Optional(Type.Boolean()),
      setup: Type.Optional(Type.Boolean()),
      comments: Type.Optional(Type.String({ maxLength: 4096 })),
    },
    { additionalProperties: false, minProperties: 1 },
  ),
  status: 204,
  errors: ['ValidationFailed', 'ResourceNotFound', 'PreconditionFailed'],
  handle({ db }, { params, input, headers }) {
    const { server_uuid: uuid } = params;
    return withRetries(db, async (trx) => {
      const row = await trx
        .selectFrom('cnapi.servers')
        .select(['setup', 'reserved', 'comments'])
        .where('uuid', '=', uuid)
        .forUpdate()
        .executeTakeFirst();
      if (!row) throw new ResourceNotFoundError(`Server ${uuid} not found`);
      demandMatch(headers['if-match'], row);
      await trx.updateTable('cnapi.servers').set(input).where('uuid', '=', uuid).execute();
    });
  },
});
