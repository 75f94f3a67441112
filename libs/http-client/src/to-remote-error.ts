import type { IncomingHttpHeaders } from 'node:http';
import type { FieldError } from '@triton/errors/triton-error';
import { RemoteError } from './remote-error';

/** For answers without a code: those of HEAD, and of whatever may sit between us and the neighbour. */
const CODE_OF_STATUS: Readonly<Record<number, string>> = {
  400: 'InvalidContent',
  401: 'InvalidCredentials',
  403: 'NotAuthorized',
  404: 'ResourceNotFound',
  405: 'BadMethod',
  409: 'InvalidArgument',
  410: 'InstanceDeleted',
  412: 'PreconditionFailed',
  413: 'RequestTooLarge',
  429: 'RequestThrottled',
  500: 'InternalError',
  503: 'ServiceUnavailable',
};

/** The error that an answer of status 400 or more means. */
export function toRemoteError(
  remote: string,
  status: number,
  body: unknown,
  headers: IncomingHttpHeaders = {},
): RemoteError {
  const { code, message, errors, ...facts } = errorBody(body);
  const known = typeof code === 'string' && code !== '';
  return new RemoteError({
    remote,
    status,
    code: known ? code : (CODE_OF_STATUS[status] ?? 'RemoteError'),
    message: typeof message === 'string' ? message : `${remote} answered with status ${status}`,
    errors: Array.isArray(errors) ? errors.filter(isFieldError) : [],
    // The members of a body that is no error body (a 410 with a machine) are not facts about an error.
    facts: known ? facts : {},
    body,
    headers,
  });
}

function errorBody(body: unknown): Record<string, unknown> {
  if (!isObject(body)) return {};
  if (body.code === undefined && isObject(body.error)) return body.error;
  return body;
}

function isFieldError(value: unknown): value is FieldError {
  return isObject(value) && typeof value.field === 'string' && typeof value.code === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
