import { type EventEmitter, setMaxListeners } from 'node:events';
import { BadMethodError } from '@triton/errors/bad-method-error';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { RequestThrottledError } from '@triton/errors/request-throttled-error';
import { ServiceUnavailableError } from '@triton/errors/service-unavailable-error';
import type { TritonError } from '@triton/errors/triton-error';
import express, {
  type ErrorRequestHandler,
  type Express,
  type NextFunction,
  type Request,
  type Response,
} from 'express';
import { answerRequest } from './answer-request';
import { AnswerWriter } from './answer-writer';
import type { AppOptions } from './app-options';
import { Exchange } from './exchange';
import { Metrics } from './metrics';
import { pingEndpoint } from './ping-endpoint';
import { reportRequest } from './report-request';
import { requestIdOf } from './request-id-of';
import { routeTable } from './route-table';
import { toTritonError } from './to-triton-error';
import { VersionNegotiator } from './version-negotiator';

export type App = Express;

/** A service's HTTP side, from its table of endpoints. `listen` serves it. */
export function createApp<C, A = undefined>(options: AppOptions<C, A>): App {
  const { log, versions = [], metrics = new Metrics(options.name), metricsPath = '/metrics' } = options;
  const negotiator = new VersionNegotiator(versions.length > 0 ? versions : ['1.0.0']);
  const writer = new AnswerWriter({
    serverHeader: options.serverHeader,
    apiVersion: versions.length > 0 ? negotiator.latest : undefined,
    cors: options.cors ?? false,
    headers: options.headers ?? {},
  });
  const shutdown = new AbortController();
  // Every request that waits listens to it; Node would call more than ten of them a leak.
  setMaxListeners(0, shutdown.signal);
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', false).set('case sensitive routing', true);
  (app as EventEmitter).on('shutdown', () => shutdown.abort());

  app.use((req, res, next) => {
    const reqId = requestIdOf(req.headers);
    const exchange = new Exchange(req, res, reqId, shutdown.signal);
    res.locals.exchange = exchange;
    res.once('close', () => reportRequest(exchange, { log, metrics, onRequestDone: options.onRequestDone }));
    next();
  });

  if (metricsPath !== false) {
    app.get(metricsPath, async (_req, res) => {
      const exchange = Exchange.of(res);
      exchange.operation = 'Metrics';
      writer.text(exchange, 200, await metrics.text(), { 'Content-Type': metrics.contentType });
    });
  }

  const replaced = options.endpoints.some(({ name, path }) => name === 'Ping' || path === '/ping');
  const endpoints = replaced ? options.endpoints : [...options.endpoints, pingEndpoint<C, A>()];
  for (const route of routeTable(endpoints)) {
    const answers = new Map(
      [...route.methods].map(([method, group]) => [method, answerRequest(route, group, options, negotiator)]),
    );
    app.route(route.path).all((_req: Request, res: Response, next: NextFunction) => {
      const exchange = Exchange.of(res);
      const { method } = exchange.req;
      const answer = answers.get(method === 'HEAD' ? 'GET' : method);
      if (answer) {
        answer(exchange).then(
          (reply) => finish(exchange, () => writer.reply(exchange, reply)),
          (err: unknown) => fail(exchange, err),
        );
        return;
      }
      // Another path that matches may have the method.
      for (const known of answers.keys()) exchange.allowed.add(known);
      if (answers.has('GET')) exchange.allowed.add('HEAD');
      next();
    });
  }

  app.use((req, res) => {
    const exchange = Exchange.of(res);
    if (exchange.allowed.size === 0) throw new ResourceNotFoundError(`${req.path.slice(0, 256)} does not exist`);
    exchange.operation = 'BadMethod';
    const Allow = [...exchange.allowed].sort().join(', ');
    if (options.cors && req.method === 'OPTIONS') return writer.json(exchange, 204, undefined, { Allow });
    fail(exchange, new BadMethodError(`${req.method} is not allowed here`), { Allow });
  });

  const lastResort: ErrorRequestHandler = (err: unknown, _req, res, _next) => fail(Exchange.of(res), err);
  app.use(lastResort);
  return app;

  function fail(exchange: Exchange, thrown: unknown, headers: Record<string, string> = {}): void {
    const error = toTritonError(thrown);
    exchange.code = error.code;
    if (error.status >= 500)
      log.error({ req_id: exchange.reqId, operation: exchange.operation, err: error }, 'request failed');
    const retry: Record<string, string> = isForLater(error) ? { 'Retry-After': String(waitSecondsOf(error)) } : {};
    finish(exchange, () => writer.json(exchange, error.status, error.toBody(), { ...retry, ...headers }));
  }

  /** An answer that cannot be written (a body JSON cannot express, a header HTTP cannot) is our fault, not the client's. */
  function finish(exchange: Exchange, write: () => void): void {
    try {
      write();
    } catch (err) {
      log.error({ req_id: exchange.reqId, operation: exchange.operation, err }, 'the answer cannot be written');
      exchange.code = 'InternalError';
      writer.json(exchange, 500, { code: 'InternalError', message: 'Internal Error' });
    }
  }
}

function isForLater({ status }: TritonError): boolean {
  return status === 503 || status === 429;
}

function waitSecondsOf(error: TritonError): number {
  const knows = error instanceof ServiceUnavailableError || error instanceof RequestThrottledError;
  return knows ? error.retryAfterSeconds : 5;
}
