import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { Type } from '@sinclair/typebox';
import { Ticket } from '@triton/schemas/ticket';
import { Timestamp } from '@triton/schemas/timestamp';
import { Uuid } from '@triton/schemas/uuid';
import { compile } from '@triton/schemas/validate';
import { endpoint } from '../endpoint';
import { createTicket } from '../tickets/create-ticket';
import { ServerParams } from '../vms/vm-payload';

/** Longer than any job may wait for its turn and use it: expiry is for tickets whose owner is gone for good. */
const DEFAULT_LIFETIME_MS = 2 * 60 * 60_000;
const checkUuid = compile(Uuid);

export const ticketCreate = endpoint({
  name: 'TicketCreate',
  method: 'post',
  path: '/servers/:server_uuid/tickets',
  description: 'Takes a place in the line of those who want to change one thing on one server.',
  params: ServerParams,
  input: Type.Object(
    {
      scope: Type.String({ minLength: 1, maxLength: 64 }),
      id: Type.String({ minLength: 1, maxLength: 255 }),
      action: Type.String({ minLength: 1, maxLength: 64 }),
      expires_at: Type.Optional(Timestamp),
      key: Type.Optional(Type.String({ minLength: 1, maxLength: 255 })),
      waiter: Type.Optional(Uuid),
      extra: Type.Record(Type.String(), Type.Unknown(), { default: {} }),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ uuid: Uuid, queue: Type.Array(Ticket) }),
  status: 202,
  errors: ['ValidationFailed', 'ResourceNotFound'],
  handle(context, { params, input, reqId }) {
    const { scope, action, key = null, waiter = null, extra } = input;
    return createTicket(context, {
      server_uuid: params.server_uuid.toLowerCase(),
      scope,
      id: idIn(scope, input.id),
      action,
      expiresAt: expiryOf(input.expires_at),
      key,
      waiter,
      extra,
      reqId,
    });
  },
});

/** A VM is one line however its uuid is written. */
function idIn(scope: string, id: string): string {
  if (scope !== 'vm') return id;
  if (checkUuid(id).errors.length === 0) return id.toLowerCase();
  throw invalid('id', 'must be a UUID, the scope being vm');
}

function expiryOf(text: string | undefined): Date {
  const at = text === undefined ? new Date(Date.now() + DEFAULT_LIFETIME_MS) : new Date(text);
  if (Number.isNaN(at.getTime())) throw invalid('expires_at', 'must be a date and time');
  return at;
}

function invalid(field: string, message: string): ValidationFailedError {
  return new ValidationFailedError(`${field} ${message}`, [{ field, code: 'Invalid', message }]);
}
