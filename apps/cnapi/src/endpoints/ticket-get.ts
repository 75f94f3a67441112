import { Type } from '@sinclair/typebox';
import { Ticket } from '@triton/schemas/ticket';
import { Uuid } from '@triton/schemas/uuid';
import { endpoint } from '../endpoint';
import { findTicket } from '../tickets/find-ticket';
import { toTicket } from '../tickets/to-ticket';

export const ticketGet = endpoint({
  name: 'TicketGet',
  method: 'get',
  path: '/tickets/:uuid',
  description: 'A ticket: whether it waits, has its turn, or has had it.',
  params: Type.Object({ uuid: Uuid }),
  output: Ticket,
  status: 200,
  errors: ['ValidationFailed', 'ResourceNotFound'],
  handle: async ({ db }, { params }) => toTicket(await findTicket(db, params.uuid)),
});
