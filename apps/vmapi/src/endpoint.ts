import { endpointFor } from '@triton/http-server/endpoint';
import type { ServiceCaller } from '@triton/http-server/callers/service-caller';
import type { Context } from './context';

/**
 * An operation of VMAPI. What a role may do stands in caller-rules.ts; within that VMAPI trusts its callers, and CloudAPI
 * names the owner. `caller` is undefined where nobody is asked for a credential.
 */
export const endpoint = endpointFor<Context, ServiceCaller | undefined>();
