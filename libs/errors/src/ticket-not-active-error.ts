import { TritonError } from './triton-error';

/** CNAPI: the command names a ticket that does not hold the VM (expired, finished or still queued). */
export class TicketNotActiveError extends TritonError {
  override name = 'TicketNotActiveError';
  readonly code = 'TicketNotActive';
  readonly status = 409;
}
