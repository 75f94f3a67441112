import type { Exchange } from './exchange';
import type { Reply } from './reply';

const CORS_HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers':
    'Accept, Accept-Version, Authorization, Content-Length, Content-MD5, Content-Type, Date, Idempotency-Key, If-Match, ' +
    'Request-Id, X-Api-Version, X-Request-Id',
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, DELETE, OPTIONS',
  'Access-Control-Expose-Headers':
    'Api-Version, Date, ETag, Location, Request-Id, Response-Time, Retry-After, Triton-Datacenter-Name, X-Job-Uuid, ' +
    'X-Query-Limit, X-Request-Id, X-Resource-Count, X-Response-Time',
};

/** Writes the answers of one app: the headers that all have, JSON, and really nothing where there is no body. */
export class AnswerWriter {
  readonly #fixed: Record<string, string>;

  constructor(options: {
    serverHeader: string;
    apiVersion: string | undefined;
    cors: boolean;
    headers: Record<string, string>;
  }) {
    this.#fixed = {
      Server: options.serverHeader,
      ...(options.apiVersion === undefined ? {} : { 'Api-Version': options.apiVersion }),
      ...(options.cors ? CORS_HEADERS : {}),
      ...options.headers,
    };
  }

  reply(exchange: Exchange, { status = 200, body, headers, isText }: Reply): void {
    if (isText) this.text(exchange, status, String(body), headers);
    else this.json(exchange, status, body, headers);
  }

  json(exchange: Exchange, status: number, body: unknown, headers: Record<string, string> = {}): void {
    const text = body === undefined ? undefined : JSON.stringify(body);
    this.text(exchange, status, text, { 'Content-Type': 'application/json', ...headers });
  }

  text(exchange: Exchange, status: number, text: string | undefined, headers: Record<string, string>): void {
    const { res, reqId } = exchange;
    if (res.headersSent || res.destroyed) return;
    const bodiless = status === 204 || status === 304;
    const elapsedMs = String(Math.round(exchange.elapsedMs));
    const all: Record<string, string> = {
      ...this.#fixed,
      'Request-Id': reqId,
      'x-request-id': reqId,
      'Response-Time': elapsedMs,
      'x-response-time': elapsedMs,
      ...headers,
    };
    if (bodiless || text === undefined) delete all['Content-Type'];
    if (!bodiless) all['Content-Length'] = String(Buffer.byteLength(text ?? ''));
    res.writeHead(status, all);
    // For HEAD node keeps the headers, Content-Length too, and drops the body.
    res.end(bodiless ? undefined : text);
  }
}
