import http, { type ClientRequest, type IncomingHttpHeaders } from 'node:http';
import https from 'node:https';
import type { Logger } from '@triton/logging/create-logger';
import { createJsonClient, type Done } from 'restify-clients';
import { pathWithQuery, type Query } from './path-with-query';
import { RemoteError } from './remote-error';
import { toRemoteError } from './to-remote-error';

export interface JsonClientOptions {
  /** `http://host:port`, with or without a path that all requests are below. */
  url: string;
  /** The neighbour's name, in errors and logs. */
  name: string;
  log?: Logger;
  /** Headers that prove who we are, for the method and the request target (path with encoded query). */
  sign?(request: { method: string; path: string }): Record<string, string> | Promise<Record<string, string>>;
  /** For the whole exchange, from connecting to the last byte; default 30000. */
  timeoutMs?: number;
  headers?: Record<string, string>;
  /** Sent with every request. */
  query?: Query;
  /** Accepts any TLS certificate. */
  insecure?: boolean;
  /** The request that all calls belong to: theirs is `x-request-id`, and `req_id` of their log lines. */
  reqId?: string;
  /** In PEM: the authority of the neighbour's certificate (default: those that Node trusts), and one of ours to show. */
  tls?: { ca?: string; cert?: string; key?: string };
}

export interface CallOptions {
  query?: Query;
  headers?: Record<string, string>;
  /** Instead of the client's own: for calls that are meant to wait. */
  timeoutMs?: number;
  /** Gives up early. */
  signal?: AbortSignal;
}

export interface Answer<T> {
  status: number;
  headers: IncomingHttpHeaders;
  /** Parsed JSON; undefined when the answer has no body. */
  body: T;
}

type Verb = 'get' | 'head' | 'del' | 'post' | 'put';

interface Request {
  verb: Verb;
  method: string;
  /** Path with encoded query. */
  target: string;
  proof: Record<string, string> | undefined;
}

/** The connections to one neighbour. */
interface Way {
  agent: http.Agent;
  restify: ReturnType<typeof createJsonClient>;
  basePath: string;
}

const DEFAULT_TIMEOUT_MS = 30_000;
const MAX_SOCKETS = 256;
/** Shorter than any server of ours keeps an idle socket, so that no request meets one being closed. */
const IDLE_SOCKET_MS = 30_000;

/** restify-clients describes each call to a logger of its own making; we log in its stead, without secrets. */
const silent: object = { trace: () => false, child: () => silent };

/** JSON over HTTP to one neighbour. Never retries: that belongs to whoever knows whether repeating is safe. */
export class JsonClient {
  readonly #options: JsonClientOptions;
  readonly #way: Way;

  /** `way`: of a client to the same place, to share its connections. */
  constructor(options: JsonClientOptions, way: Way = openWay(options)) {
    this.#options = options;
    this.#way = way;
  }

  /** The same client, at work for the request `reqId`. Made for each request: its connections are this one's. */
  forRequest(reqId: string): JsonClient {
    return new JsonClient({ ...this.#options, reqId }, this.#way);
  }

  get<T>(path: string, options: CallOptions = {}): Promise<Answer<T>> {
    return this.#call('get', path, options);
  }

  head(path: string, options: CallOptions = {}): Promise<Answer<undefined>> {
    return this.#call('head', path, options);
  }

  delete<T>(path: string, options: CallOptions = {}): Promise<Answer<T>> {
    return this.#call('del', path, options);
  }

  post<T>(path: string, options: CallOptions & { body?: object } = {}): Promise<Answer<T>> {
    return this.#call('post', path, options, options.body);
  }

  put<T>(path: string, options: CallOptions & { body?: object } = {}): Promise<Answer<T>> {
    return this.#call('put', path, options, options.body);
  }

  /** Calls in progress end with a RemoteError. */
  close(): void {
    this.#way.agent.destroy();
  }

  #call<T>(verb: Verb, path: string, call: CallOptions, body: object = {}): Promise<Answer<T>> {
    const method = verb === 'del' ? 'DELETE' : verb.toUpperCase();
    const target = pathWithQuery(`${this.#way.basePath}${path}`, { ...call.query, ...this.#options.query });
    const proof = this.#options.sign?.({ method, path: target });
    // Whoever can sign at once sends at once; an agent has to be asked first.
    return proof instanceof Promise
      ? proof.then((headers) => this.#send<T>({ verb, method, target, proof: headers }, call, body))
      : this.#send({ verb, method, target, proof }, call, body);
  }

  #send<T>({ verb, method, target, proof }: Request, call: CallOptions, body: object): Promise<Answer<T>> {
    const { name, log, reqId, timeoutMs = DEFAULT_TIMEOUT_MS } = this.#options;
    const headers = {
      ...(reqId === undefined ? {} : { 'x-request-id': reqId }),
      ...this.#options.headers,
      ...call.headers,
      ...proof,
    };
    const startedAtMs = performance.now();

    const answered = new Promise<Answer<T>>((resolve, reject) => {
      let request: ClientRequest | undefined;
      // restify-clients stops watching the clock when the head of the answer is there; a body may still never come.
      const deadline = setTimeout(() => giveUp('did not answer in time'), call.timeoutMs ?? timeoutMs);
      const abort = (): void => giveUp('was not waited for', call.signal?.reason);
      call.signal?.addEventListener('abort', abort);
      const settle = (): void => {
        clearTimeout(deadline);
        call.signal?.removeEventListener('abort', abort);
      };
      const giveUp = (what: string, cause?: unknown): void => {
        settle();
        reject(RemoteError.unavailable(name, what, cause));
        request?.destroy();
      };
      const options = { path: target, headers, signRequest: (made: ClientRequest) => void (request = made) };
      const done: Done = (err, _req, res, parsed) => {
        settle();
        if (!res) return reject(RemoteError.unavailable(name, 'cannot be reached', err));
        // The other side died in mid-answer: what came may even parse, but it is not what was said.
        if (!res.complete) return reject(RemoteError.unavailable(name, 'broke off its answer', err ?? undefined));
        const status = res.statusCode ?? 0;
        // Who signs speaks for somebody, who is told. Otherwise it is our service that is not known there.
        if (status === 401 && !this.#options.sign)
          return reject(RemoteError.unavailable(name, 'refused our credential'));
        if (status >= 400) return reject(toRemoteError(name, status, parsed, res.headers));
        if (err) return reject(RemoteError.unavailable(name, 'answered with something unreadable', err));
        resolve({ status, headers: res.headers, body: parsedBody(res.body, parsed) as T });
      };
      if (call.signal?.aborted) return abort();
      try {
        if (verb === 'post' || verb === 'put') this.#way.restify[verb](options, body, done);
        else this.#way.restify[verb](options, done);
      } catch (err) {
        // A path or a header that HTTP cannot express: our own mistake, so not a RemoteError.
        settle();
        throw err;
      }
    });
    return log === undefined ? answered : this.#logged(log, answered, { method, path: target, startedAtMs });
  }

  async #logged<T>(
    log: Logger,
    answered: Promise<Answer<T>>,
    { method, path, startedAtMs }: { method: string; path: string; startedAtMs: number },
  ): Promise<Answer<T>> {
    const { name, reqId } = this.#options;
    const line = () => ({
      ...(reqId === undefined ? {} : { req_id: reqId }),
      remote: name,
      method,
      path: path.split('?', 1)[0],
      durationMs: Math.round(performance.now() - startedAtMs),
    });
    try {
      const answer = await answered;
      log.debug({ ...line(), status: answer.status }, 'remote call');
      return answer;
    } catch (err) {
      log.debug({ ...line(), err }, 'remote call failed');
      throw err;
    }
  }
}

function openWay({ url: text, insecure, tls }: JsonClientOptions): Way {
  const url = new URL(text);
  const rejectUnauthorized = insecure !== true;
  const pool = { keepAlive: true, maxSockets: MAX_SOCKETS, timeout: IDLE_SOCKET_MS, scheduling: 'lifo' as const };
  const agent =
    url.protocol === 'https:' ? new https.Agent({ ...pool, ...tls, rejectUnauthorized }) : new http.Agent(pool);
  const restify = createJsonClient({
    url: url.origin,
    agent,
    log: silent,
    retry: false,
    // Neighbours are never behind the proxy that the environment may name.
    proxy: false,
    rejectUnauthorized,
  });
  return { agent, restify, basePath: url.pathname.replace(/\/+$/, '') };
}

/** restify-clients hands out `{}` for an empty body and the text for JSON's false, 0, null and "". */
function parsedBody(text: string | undefined, parsed: unknown): unknown {
  if (text === undefined || text.trim() === '') return undefined;
  return parsed === text ? JSON.parse(text) : parsed;
}
