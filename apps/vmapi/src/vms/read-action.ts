import type { IncomingHttpHeaders } from 'node:http';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { splitInput } from './action-input';
import type { ActionQuery } from './action-query';
import type { AdmissionRequest } from './admit';
import { callerContext } from './caller-context';
import { idempotencyKey } from './idempotency-key';

export interface ActionRequest<I> {
  params: { uuid: string };
  query: ActionQuery;
  input: I;
  headers: IncomingHttpHeaders;
  reqId: string;
  readonly signal: AbortSignal;
}

/** A request for an action on a VM, taken apart. */
export interface Action<I> {
  /** What admission looks at. */
  asked: AdmissionRequest;
  /** What the action itself was given. */
  input: I;
  /** What the job keeps of who asked. */
  origin: Record<string, string>;
  reqId: string;
}

const NO_OWNER = '00000000-0000-0000-0000-000000000000';

export function readAction<I extends object>(
  operation: string,
  request: ActionRequest<I>,
): Action<ReturnType<typeof splitInput<I>>['own']> {
  const { params, headers, reqId } = request;
  const { own, common } = splitInput(request.input, request.query);
  demandSame(params.uuid, request.input);
  const { sync = false, ...origin } = common;
  return {
    asked: {
      vmUuid: params.uuid.toLowerCase(),
      ownerUuid: common.owner_uuid?.toLowerCase(),
      ifMatch: headers['if-match'],
      idempotencyKey: idempotencyKey(headers),
      keyOwnerUuid: common.owner_uuid?.toLowerCase() ?? NO_OWNER,
      fingerprint: [operation, params.uuid, own],
      callerContext: callerContext(headers),
      reply: { sync, host: headers.host, waitFor: () => request.signal },
    },
    input: own,
    origin,
    reqId,
  };
}

function demandSame(uuid: string, { uuid: given = uuid }: { uuid?: string }): void {
  if (given.toLowerCase() === uuid.toLowerCase()) return;
  const message = 'is not the one that the path names';
  throw new ValidationFailedError(`uuid ${message}`, [{ field: 'uuid', code: 'Invalid', message }]);
}
