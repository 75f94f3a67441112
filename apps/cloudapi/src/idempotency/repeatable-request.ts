import { createHash } from 'node:crypto';
import type { EndpointRequest } from '@triton/http-server/endpoint';
import type { Caller } from '../auth/caller';
import { idempotencyKey } from './idempotency-key';

const PASSWORDS = ['password', 'password_confirmation'];

type Request = Pick<
  EndpointRequest<Record<string, string>, object, object, Caller>,
  'caller' | 'headers' | 'params' | 'query' | 'input'
>;

/** A request that its client may send again. Keys are per account: two accounts may choose the same one. */
export interface RepeatableRequest {
  account_uuid: string;
  key: string;
  /** What makes two requests the same request: operation, target and input. */
  request_sha256: Buffer;
}

/** The request under its key; `undefined` when it has none. */
export function repeatableRequest(operation: string, request: Request): RepeatableRequest | undefined {
  const key = idempotencyKey(request.headers);
  if (key === undefined) return undefined;
  // `my` is the same account as its login.
  const { login: _login, ...target } = request.params;
  const fingerprint = JSON.stringify([operation, target, request.query, withoutPasswords(request.input)]);
  const request_sha256 = createHash('sha256').update(fingerprint).digest();
  return { account_uuid: request.caller.account.id, key, request_sha256 };
}

/** A password that can be guessed from what is kept would be kept in clear. */
function withoutPasswords(input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([name]) => !PASSWORDS.includes(name)));
}
