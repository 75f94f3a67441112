import { endpointFor } from '@triton/http-server/endpoint';
import { reply } from '@triton/http-server/reply';
import type { SimulatedCloud } from './simulated-cloud';

export interface SimulatedContext {
  cloud: SimulatedCloud;
}

export interface SimulatedCaller {
  login: string;
}

export const endpoint = endpointFor<SimulatedContext, SimulatedCaller>();

/** What all endpoints of the simulation have in common. */
export const facts = { status: 200, errors: [] };

export function accepted(jobUuid: string, headers: Record<string, string> = {}) {
  return reply(undefined, { status: 202, headers: { 'x-job-uuid': jobUuid, ...headers } });
}
