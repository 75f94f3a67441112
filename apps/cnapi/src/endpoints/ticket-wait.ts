import { TicketNotActiveError } from '@triton/errors/ticket-not-active-error';
import { Type } from '@sinclair/typebox';
import { Uuid } from '@triton/schemas/uuid';
import { endpoint } from '../endpoint';
import type { TicketRow } from '../tables';
import { findTicket } from '../tickets/find-ticket';
import { waitFor } from '../wait-for';
import { WaitQuery, waitMs } from '../wait-query';

export const ticketWait = endpoint({
  name: 'TicketWait',
  method: 'get',
  path: '/tickets/:uuid/wait',
  description:
    "Answers when the ticket is active. Any success means that the line is the caller's, so a ticket that " +
    'still waits is an error.',
  params: Type.Object({ uuid: Uuid }),
  query: WaitQuery,
  status: 204,
  errors: ['ValidationFailed', 'ResourceNotFound', 'TicketNotActive'],
  async handle({ db, signals }, { params, query, signal }) {
    const id = params.uuid.toLowerCase();
    const look = (): Promise<TicketRow> => findTicket(db, id);
    const done = ({ status }: TicketRow): boolean => status !== 'queued';
    const { status } = await waitFor({ signals, id, look, done, timeoutMs: waitMs(query), abort: signal });
    if (status !== 'active') throw new TicketNotActiveError(`Ticket ${id} is ${status}`);
  },
});
