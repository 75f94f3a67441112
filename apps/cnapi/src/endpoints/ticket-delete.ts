import { Type } from '@sinclair/typebox';
import { Uuid } from '@triton/schemas/uuid';
import { endpoint } from '../endpoint';
import { releaseTicket } from '../tickets/release-ticket';

export const ticketDelete = endpoint({
  name: 'TicketDelete',
  method: 'delete',
  path: '/tickets/:uuid',
  description: 'For operators: takes a ticket out of its line. What its task has begun goes on to its end.',
  params: Type.Object({ uuid: Uuid }),
  status: 204,
  errors: ['ValidationFailed', 'ResourceNotFound'],
  handle: (context, { params }) => releaseTicket(context, params.uuid.toLowerCase()),
});
