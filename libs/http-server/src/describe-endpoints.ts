import type { Endpoint, EndpointFacts } from './endpoint';

/** The table without its code: what the sweep of unauthorised requests, the docs and OpenAPI are made from. */
export function describeEndpoints<C, A>(endpoints: readonly Endpoint<C, A>[]): EndpointFacts[] {
  return endpoints.map((endpoint) => {
    const { handle: _handle, ...facts } = endpoint;
    return { ...facts, public: facts.public === true };
  });
}
