import { Type } from '@sinclair/typebox';
import { Uuid } from '@triton/schemas/uuid';
import { endpoint } from '../endpoint';
import { releaseTicket } from '../tickets/release-ticket';

export const ticketRelease = endpoint({
  name: 'TicketRelease',
  method: 'put',
  path: '/tickets/:uuid/release',
  description: 'Lets the next one in line go.',
  params: Type.Object({ uuid: Uuid }),
  input: Type.Object({}, { additionalProperties: false }),
  status: 204,
  errors: ['ValidationFailed', 'ResourceNotFound'],
  handle: (context, { params }) => releaseTicket(context, params.uuid.toLowerCase()),
});
