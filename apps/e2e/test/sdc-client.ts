import { createJsonClient } from 'restify-clients';

export type Query = Record<string, string | number | boolean>;

export interface SdcAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** Parsed. Of an error, too: restify-clients makes an exception of it, which tells less. */
  body: Record<string, unknown>;
}

/** What the exceptions of restify-clients have in common. */
interface RestError extends Error {
  restCode: string;
}

/**
 * A service behind the firewall as the clients that Triton has call it (node-sdc-clients): restify-clients' JSON client,
 * who is meant and how in the query, the rest in the body, and `GET /jobs/:uuid` at the `workflow-api` until it has ended.
 */
export class SdcClient {
  readonly #restify: ReturnType<typeof createJsonClient>;

  constructor(url: string, version = '*') {
    this.#restify = createJsonClient({ url, version, agent: false, retry: false });
  }

  get(path: string, query: Query = {}): Promise<SdcAnswer> {
    return this.#call((done) => this.#restify.get({ path, query }, done));
  }

  head(path: string, query: Query = {}): Promise<SdcAnswer> {
    return this.#call((done) => this.#restify.head({ path, query }, done));
  }

  post(path: string, query: Query, body: object, headers: Record<string, string> = {}): Promise<SdcAnswer> {
    return this.#call((done) => this.#restify.post({ path, query, headers }, body, done));
  }

  put(path: string, query: Query, body: object): Promise<SdcAnswer> {
    return this.#call((done) => this.#restify.put({ path, query }, body, done));
  }

  del(path: string, query: Query = {}): Promise<SdcAnswer> {
    return this.#call((done) => this.#restify.del({ path, query }, done));
  }

  #call(send: (done: Parameters<ReturnType<typeof createJsonClient>['get']>[1]) => void): Promise<SdcAnswer> {
    return new Promise((resolve, reject) => {
      send((err, _req, res, obj) => {
        if (!res) return reject(err ?? new Error('no answer'));
        const body = (obj ?? {}) as Record<string, unknown>;
        // Its name for an error is what callers look at; it must be the code that was sent.
        if (err && (err as RestError).restCode !== body['code']) return reject(err);
        resolve({ status: res.statusCode ?? 0, headers: res.headers, body });
      });
    });
  }
}
