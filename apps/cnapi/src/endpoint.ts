import { endpointFor } from '@triton/http-server/endpoint';
import type { Context } from './context';

export const endpoint = endpointFor<Context>();
