import { InternalError } from '@triton/errors/internal-error';
import { ServiceUnavailableError } from '@triton/errors/service-unavailable-error';
import { TritonError } from '@triton/errors/triton-error';
import { RemoteError } from '@triton/http-client/remote-error';
import { ownFieldNames } from './machines/own-field-names';
import { vmMustBeStopped } from './machines/vm-must-be-stopped';

/** Statuses with which a neighbour answers the client's question; any other says that ours to the neighbour was wrong. */
const MEANT_FOR_CLIENTS = new Set([404, 409, 410, 412, 429]);

/**
 * What a client is told of whatever went wrong. VMAPI's refusals pass unchanged: code, status, message, `errors` and facts
 * such as `free_space`; only what it calls `alias` or `snapshot_name` is told as `name`. Of a neighbour's own trouble nothing passes but that the client should try again.
 */
export function clientError(thrown: unknown): unknown {
  if (!(thrown instanceof RemoteError)) return thrown;
  if (thrown.code === 'VmNotStopped') return vmMustBeStopped({ cause: thrown });
  if (MEANT_FOR_CLIENTS.has(thrown.status)) return ownFieldNames(thrown);
  if (thrown.retryable) return unavailable(thrown);
  return new InternalError(thrown);
}

function unavailable(cause: unknown): TritonError {
  return new ServiceUnavailableError('a service this needs cannot be reached; try again', 5, { cause });
}
