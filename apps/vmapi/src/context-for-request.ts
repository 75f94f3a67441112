import type { CnapiClient } from '@triton/clients/cnapi-client';
import type { Context } from './context';

/** How to make the context whose calls and log lines belong to one request. */
export function contextForRequest(cnapi: CnapiClient): (context: Context, reqId: string) => Context {
  return (context, reqId) => ({
    ...context,
    cnapi: cnapi.forRequest(reqId),
    papi: context.papi.forRequest(reqId),
    log: context.log.child({ req_id: reqId }),
  });
}
