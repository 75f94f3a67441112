import type { IncomingHttpHeaders } from 'node:http';
import type { VmActionOptions } from '@triton/clients/vmapi-client';
import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import type { Caller } from '../auth/caller';

const KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * What goes with every change that VMAPI is asked for: whose VM it must be, who asked and how, and the client's own
 * `Idempotency-Key` and `If-Match`. Keys are per account at VMAPI, so they pass as they are.
 */
export function vmActionOptions({
  caller,
  headers,
}: {
  caller: Caller;
  headers: IncomingHttpHeaders;
}): VmActionOptions {
  return {
    ownerUuid: caller.account.id,
    origin: 'cloudapi',
    idempotencyKey: idempotencyKey(headers),
    ifMatch: headers['if-match'],
    context: { caller: { type: 'signature', ip: caller.ip, keyId: caller.keyId } },
  };
}

function idempotencyKey(headers: IncomingHttpHeaders): string | undefined {
  const key = headers['idempotency-key']?.toString();
  if (key === undefined || KEY.test(key)) return key;
  const message = 'must be 1 to 255 visible ASCII characters';
  throw new InvalidArgumentError(`Idempotency-Key ${message}`, [
    { field: 'Idempotency-Key', code: 'Invalid', message },
  ]);
}
