import { Type } from '@sinclair/typebox';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { endpoint } from '../endpoint';
import { releaseTicket } from '../tickets/release-ticket';
import { ServerParams } from '../vms/vm-payload';

export const ticketDeleteAll = endpoint({
  name: 'TicketDeleteAll',
  method: 'delete',
  path: '/servers/:server_uuid/tickets',
  description:
    "For operators: empties all lines of a server. It must be asked for with `force`, since everybody's turn ends.",
  params: ServerParams,
  query: Type.Object({ force: Type.Boolean({ default: false }) }),
  status: 204,
  errors: ['ValidationFailed'],
  async handle(context, { params, query }) {
    if (!query.force) {
      const message = 'must be true to release all tickets of a server';
      throw new ValidationFailedError(`force ${message}`, [{ field: 'force', code: 'Invalid', message }]);
    }
    const rows = await context.db
      .selectFrom('cnapi.tickets')
      .select('uuid')
      .where('server_uuid', '=', params.server_uuid)
      .where('status', 'in', ['queued', 'active'])
      // The last in line first, so that nobody is called up who is about to go.
      .orderBy('seq', 'desc')
      .execute();
    for (const { uuid } of rows) await releaseTicket(context, uuid);
  },
});
