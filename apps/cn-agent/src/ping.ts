import { ServiceUnavailableError } from '@triton/errors/service-unavailable-error';
import { endpointFor } from '@triton/http-server/endpoint';

export interface Readiness {
  /** Tasks are being taken. */
  ready: boolean;
}

/** Answers when the node takes tasks. */
export const ping = endpointFor<Readiness>()({
  name: 'Ping',
  method: 'get',
  path: '/ping',
  status: 200,
  errors: ['ServiceUnavailable'],
  public: true,
  handle({ ready }) {
    if (!ready) throw new ServiceUnavailableError('the agent is starting', 1);
    return { ping: 'pong', status: 'OK' };
  },
});
