import { TicketNotActiveError } from '@triton/errors/ticket-not-active-error';
import { waiting } from '@triton/workflow/waiting';
import type { VmStep } from '../vm-job';
import { demandTicket } from './read-ticket';

const HOUR_MS = 3_600_000;

/** One change of a VM at a time: goes on when the job is at the head of the line. CNAPI wakes it then. */
export const waitOnVmTicket: VmStep = {
  name: 'cnapi.wait_on_vm_ticket',
  deadlineMs: HOUR_MS,
  repeatable: true,
  async run({ cnapi }, _job, results) {
    const ticket = demandTicket(results);
    if (ticket.active) return 'at the head of the line';
    const { status } = await cnapi.getTicket(ticket.uuid);
    if (status === 'queued') return waiting('another change of this VM is under way');
    if (status === 'active') return 'at the head of the line';
    throw new TicketNotActiveError(`the ticket is ${status}`);
  },
};
