import { endpointFor } from '@triton/http-server/endpoint';
import type { Caller } from './auth/caller';
import type { Context } from './context';

/** An operation of CloudAPI. All but public ones run for a caller whose signature is good and whose account this is. */
export const endpoint = endpointFor<Context, Caller>();
