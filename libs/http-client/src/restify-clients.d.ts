/** What we use of restify-clients 4.2.0, which has no types of its own. */
declare module 'restify-clients' {
  import type { Agent, ClientRequest, IncomingMessage } from 'node:http';

  interface RequestOptions {
    path: string;
    query?: Record<string, string | number | boolean>;
    headers?: Record<string, string>;
    /** Called with the request as soon as it exists, before anything is sent. */
    signRequest?: (request: ClientRequest) => void;
  }

  /** `res` is null when no answer began; `res.body` is the text of the answer. */
  type Done = (
    err: Error | null,
    req: unknown,
    res: (IncomingMessage & { body?: string }) | null | undefined,
    obj: unknown,
  ) => void;

  interface JsonClient {
    get(options: RequestOptions, done: Done): void;
    head(options: RequestOptions, done: Done): void;
    del(options: RequestOptions, done: Done): void;
    post(options: RequestOptions, body: object, done: Done): void;
    put(options: RequestOptions, body: object, done: Done): void;
  }

  export function createJsonClient(options: {
    url: string;
    agent: Agent | false;
    log?: object;
    retry: false;
    proxy?: false;
    rejectUnauthorized?: boolean;
    userAgent?: string;
    /** A semver range: what it accepts as `accept-version`. */
    version?: string;
  }): JsonClient;
}
