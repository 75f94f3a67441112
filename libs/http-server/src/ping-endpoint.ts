import type { Endpoint } from './endpoint';

/** Says that the process answers; a service that knows more about its health lists a `Ping` of its own. */
export function pingEndpoint<C, A>(): Endpoint<C, A> {
  return {
    name: 'Ping',
    method: 'get',
    path: '/ping',
    status: 200,
    errors: [],
    public: true,
    handle: () => ({ ping: 'pong' }),
  };
}
