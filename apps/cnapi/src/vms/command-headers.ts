import type { IncomingHttpHeaders } from 'node:http';
import type { FieldError } from '@triton/errors/triton-error';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { Type } from '@sinclair/typebox';
import { Uuid } from '@triton/schemas/uuid';
import { compile } from '@triton/schemas/validate';

export interface CommandHeaders {
  key: string | undefined;
  ticketUuid: string | undefined;
  waiter: string | undefined;
}

const check = compile(
  Type.Object({
    'idempotency-key': Type.Optional(
      Type.String({ pattern: '^[\\x21-\\x7e]{1,255}$', errorMessage: 'must be 1 to 255 printable characters' }),
    ),
    'x-ticket': Type.Optional(Uuid),
    'x-waiter': Type.Optional(Uuid),
  }),
);

/** How a command is to be taken: the key that makes it one, the ticket that allows it, the job that waits for it. */
export function commandHeaders(headers: IncomingHttpHeaders): CommandHeaders {
  const { value, errors } = check({ ...headers });
  if (errors.length > 0) throw new ValidationFailedError(sentence(errors), errors);
  return {
    key: value['idempotency-key'],
    ticketUuid: value['x-ticket']?.toLowerCase(),
    waiter: value['x-waiter']?.toLowerCase(),
  };
}

function sentence(errors: readonly FieldError[]): string {
  return errors.map(({ field, message }) => `header ${field} ${message}`).join('; ');
}
