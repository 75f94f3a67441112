import type { Logger } from '@triton/logging/create-logger';
import type { AppOptions } from './app-options';
import type { Exchange } from './exchange';
import type { Metrics } from './metrics';

/** What nginx calls it: the client went away before it had an answer. */
const CLIENT_CLOSED = 499;
/** Asked every few seconds by machines. */
const ROUTINE = new Set(['Ping', 'Metrics']);

interface Reporters {
  log: Logger;
  metrics: Metrics;
  onRequestDone: AppOptions<unknown, unknown>['onRequestDone'] | undefined;
}

/** The access log line, the metric and the service's own hook, once a request is over. */
export function reportRequest(exchange: Exchange, { log, metrics, onRequestDone }: Reporters): void {
  const { req, res, reqId, operation, code, callerFields } = exchange;
  const status = res.headersSent ? res.statusCode : CLIENT_CLOSED;
  const durationMs = Math.round(exchange.elapsedMs * 10) / 10;
  metrics.observeRequest(operation, status, durationMs / 1000);
  // The query string stays out: it may hold what nobody should read in a log.
  const done = { operation, method: req.method, path: req.path.slice(0, 256), status, durationMs };
  const line = {
    req_id: reqId,
    ...done,
    ...callerFields,
    ...(code === undefined ? {} : { code }),
    ...(res.writableFinished ? {} : { aborted: true }),
  };
  if (ROUTINE.has(operation) && status < 400) log.debug(line, 'request done');
  else log.info(line, 'request done');
  onRequestDone?.({ ...done, reqId, ...(code === undefined ? {} : { code }) });
}
