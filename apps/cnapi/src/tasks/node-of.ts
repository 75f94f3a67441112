import type { IncomingHttpHeaders } from 'node:http';
import { NotAuthorizedError } from '@triton/errors/not-authorized-error';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { Uuid } from '@triton/schemas/uuid';
import { compile } from '@triton/schemas/validate';

const checkUuid = compile(Uuid);

/** The compute node that sends the request, when it says so in `x-server-uuid`. */
export function nodeOf(headers: IncomingHttpHeaders): string | undefined {
  const name = headers['x-server-uuid'];
  if (name === undefined) return undefined;
  const { value, errors } = checkUuid(name);
  if (errors.length === 0) return value.toLowerCase();
  const fault = { field: 'x-server-uuid', code: 'Invalid', message: 'must be a UUID' };
  throw new ValidationFailedError('header x-server-uuid must be a UUID', [fault]);
}

/** A node works on its own tasks only. */
export function refuseOtherNode(node: string | undefined, task: { server_uuid: string }): void {
  if (node !== undefined && node !== task.server_uuid) throw new NotAuthorizedError('the task is of another server');
}
