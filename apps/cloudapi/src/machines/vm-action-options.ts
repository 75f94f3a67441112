import type { IncomingHttpHeaders } from 'node:http';
import type { VmActionOptions } from '@triton/clients/vmapi-client';
import type { Caller } from '../auth/caller';
import { idempotencyKey } from '../idempotency/idempotency-key';

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
    context: { caller: { type: caller.isOperator ? 'operator' : 'signature', ip: caller.ip, keyId: caller.keyId } },
  };
}
