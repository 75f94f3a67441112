import { InternalError } from '@triton/errors/internal-error';
import { InvalidContentError } from '@triton/errors/invalid-content-error';
import { isRetryable } from '@triton/errors/is-retryable';
import { ServiceUnavailableError } from '@triton/errors/service-unavailable-error';
import { TritonError } from '@triton/errors/triton-error';

/**
 * What a client may see of whatever was thrown. A store that was lost on the way is a reason to come back later; anything
 * else that we did not mean for clients is an InternalError and says nothing.
 */
export function toTritonError(thrown: unknown): TritonError {
  if (thrown instanceof TritonError) return isHttpError(thrown.status) ? thrown : new InternalError(thrown);
  if (isMalformedPath(thrown)) return new InvalidContentError('the path is not well-formed', [], { cause: thrown });
  if (isRetryable(thrown)) return new ServiceUnavailableError('a store cannot be reached', 2, { cause: thrown });
  return new InternalError(thrown);
}

function isHttpError(status: number): boolean {
  return Number.isInteger(status) && status >= 400 && status <= 599;
}

/** Express decodes path parameters while it looks for the route, so this is thrown outside of any handler. */
function isMalformedPath(thrown: unknown): boolean {
  return thrown instanceof URIError && (thrown as URIError & { status?: unknown }).status === 400;
}
