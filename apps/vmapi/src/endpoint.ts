import { endpointFor } from '@triton/http-server/endpoint';
import type { Context } from './context';

/** An operation of VMAPI. VMAPI trusts its callers: it listens on the inner network, and CloudAPI names the owner. */
export const endpoint = endpointFor<Context>();
