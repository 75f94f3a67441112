import { PreconditionFailedError } from '@triton/errors/precondition-failed-error';
import type { Endpoint } from './endpoint';

/**
 * The table in which no change overlooks `If-Match`. Those that compare it declare PreconditionFailed; any other changes
 * something that has no version (or is not there yet), so no `ETag` can be its own, and what was to happen only under that
 * condition does not happen: 412 (RFC 9110, 13.1.1). `If-Match: *` asks for nothing more than that it exists.
 */
export function withPreconditions<C, A = undefined>(endpoints: readonly Endpoint<C, A>[]): Endpoint<C, A>[] {
  return endpoints.map((endpoint) => {
    if (endpoint.method === 'get' || endpoint.errors.includes('PreconditionFailed')) return endpoint;
    return {
      ...endpoint,
      errors: [...endpoint.errors, 'PreconditionFailed'],
      handle(context, request) {
        const ifMatch = request.headers['if-match'];
        if (ifMatch !== undefined && ifMatch.trim() !== '*') {
          throw new PreconditionFailedError(`${endpoint.name} changes nothing that has an ETag`);
        }
        return endpoint.handle(context, request);
      },
    };
  });
}
