import type { IncomingHttpHeaders } from 'node:http';
import { formatKeyId } from '@triton/http-auth/format-key-id';
import { loadPrivateKey, type PrivateKey } from '@triton/http-auth/load-private-key';
import { signRequest } from '@triton/http-auth/sign-request';
import { signRequestByAgent } from '@triton/http-auth/sign-request-by-agent';
import type { AgentKey } from '@triton/http-auth/ssh-agent';
import { type Answer, JsonClient } from '@triton/http-client/json-client';
import type { Logger } from '@triton/logging/create-logger';
import { callHeaders } from './call-headers';
import type { CallOptions } from './call-options';
import { totalOf } from './total-of';
import { type Query, wireQuery } from './wire-query';

export type { Answer };

export interface CloudapiClientOptions {
  url: string;
  /** Login of the account whose machines these are. */
  account: string;
  /** Fingerprint (MD5 in hex with colons, or `SHA256:…`) or name of a public key of the account, or of `user`. */
  keyId: string;
  /** The private key: loaded (`loadPrivateKey` takes a passphrase), its PEM or OpenSSH text, or one that an agent keeps. */
  privateKey: PrivateKey | AgentKey | string;
  /** Login of a sub-user of the account, when the key is theirs. */
  user?: string | undefined;
  /** Names of the sub-user's roles to act in; without them their default roles count. */
  roles?: readonly string[] | undefined;
  /** Login of another account to act on, for operators. The signature stays that of `account`. */
  actAs?: string | undefined;
  /** Range of API versions to accept. */
  acceptVersion?: string;
  /** Accepts any TLS certificate: for stacks with a self-signed one. */
  insecure?: boolean;
  log?: Logger;
  timeoutMs?: number;
}

/** An operation that goes on after its answer. `getMachineJob` tells how; `location` is the path of the new thing. */
export interface Started {
  jobUuid?: string;
  location?: string;
}

/** The same for an operation that answers with what there will be. */
export interface Promised<T> extends Started {
  body: T;
}

/** Any request: `path` is the whole one, the account included. */
export interface RawRequest {
  method: 'get' | 'head' | 'post' | 'put' | 'delete';
  path: string;
  body?: object | undefined;
  headers?: Record<string, string> | undefined;
}

/** The signed way to CloudAPI that all its operations share. Paths are those below the account. */
export abstract class CloudapiConnection {
  readonly #http: JsonClient;
  readonly #account: string;

  constructor({ account, keyId, privateKey, user, roles, actAs, acceptVersion, ...options }: CloudapiClientOptions) {
    this.#account = `/${encodeURIComponent(actAs ?? account)}`;
    const key = typeof privateKey === 'string' ? loadPrivateKey(privateKey) : privateKey;
    const named = formatKeyId({ login: account, key: keyId, ...(user === undefined ? {} : { user }) });
    this.#http = new JsonClient({
      name: 'cloudapi',
      ...options,
      headers: { 'accept-version': acceptVersion ?? '~9||~8' },
      query: wireQuery({ 'as-role': roles && roles.length > 0 ? roles : undefined }),
      sign: (request) =>
        'sign' in key
          ? signRequestByAgent({ agentKey: key, keyId: named }, request)
          : signRequest({ privateKey: key, keyId: named }, request),
    });
  }

  /** Answers without a key: is the service there, and which API versions does it offer? */
  async ping(): Promise<{ ping: string; cloudapi: { versions: string[] } }> {
    return (await this.#http.get<{ ping: string; cloudapi: { versions: string[] } }>('/--ping')).body;
  }

  /** What has no method of its own here: signs and sends it, and answers with everything that came back. */
  request({ method, path, body = {}, headers = {} }: RawRequest): Promise<Answer<unknown>> {
    return method === 'post' || method === 'put'
      ? this.#http[method](path, { body, headers })
      : this.#http[method](path, { headers });
  }

  close(): void {
    this.#http.close();
  }

  protected async get<T>(path: string, query: Query = {}): Promise<T> {
    return (await this.#http.get<T>(`${this.#account}${path}`, { query: wireQuery(query) })).body;
  }

  protected async count(path: string, query: Query): Promise<number> {
    const { headers } = await this.#http.head(`${this.#account}${path}`, { query: wireQuery(query) });
    return totalOf(headers, 'x-resource-count');
  }

  /** Sends a change and answers with what came back. */
  protected async send<T>(method: 'post' | 'put', path: string, body: object, options: CallOptions): Promise<T> {
    return (await this.promise<T>(method, path, body, options)).body;
  }

  /** The same, with the operation that goes on. */
  protected async promise<T>(
    method: 'post' | 'put',
    path: string,
    input: object,
    options: CallOptions,
  ): Promise<Promised<T>> {
    const request = { body: input, headers: callHeaders(options) };
    const { body, headers } = await this.#http[method]<T>(`${this.#account}${path}`, request);
    return { ...started(headers), body };
  }

  /** Starts an operation that has no body to answer with. */
  protected async start(path: string, body: object, options: CallOptions): Promise<Started> {
    const request = { body, headers: callHeaders(options) };
    return started((await this.#http.post(`${this.#account}${path}`, request)).headers);
  }

  protected async remove(path: string, options: CallOptions): Promise<Started> {
    const request = { headers: callHeaders(options) };
    return started((await this.#http.delete(`${this.#account}${path}`, request)).headers);
  }
}

function started({ 'x-job-uuid': jobUuid, location }: IncomingHttpHeaders): Started {
  return {
    ...(typeof jobUuid === 'string' ? { jobUuid } : {}),
    ...(location === undefined ? {} : { location }),
  };
}
