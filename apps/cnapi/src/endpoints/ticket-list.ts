import { Type } from '@sinclair/typebox';
import { Ticket } from '@triton/schemas/ticket';
import { endpoint } from '../endpoint';
import { toTicket } from '../tickets/to-ticket';
import { ServerParams } from '../vms/vm-payload';

export const ticketList = endpoint({
  name: 'TicketList',
  method: 'get',
  path: '/servers/:server_uuid/tickets',
  description: 'Who has or waits for something on a server, in order.',
  params: ServerParams,
  query: Type.Object({
    limit: Type.Integer({ minimum: 1, maximum: 1000, default: 1000 }),
    offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
  }),
  output: Type.Array(Ticket),
  status: 200,
  errors: ['ValidationFailed'],
  async handle({ db }, { params, query }) {
    const rows = await db
      .selectFrom('cnapi.tickets')
      .selectAll()
      .where('server_uuid', '=', params.server_uuid)
      .where('status', 'in', ['queued', 'active'])
      .orderBy('seq')
      .limit(query.limit)
      .offset(query.offset)
      .execute();
    return rows.map(toTicket);
  },
});
