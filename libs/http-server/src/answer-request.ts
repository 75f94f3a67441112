import { parse } from 'node:querystring';
import { InvalidCredentialsError } from '@triton/errors/invalid-credentials-error';
import { InvalidVersionError } from '@triton/errors/invalid-version-error';
import { compile } from '@triton/schemas/validate';
import type { AppOptions } from './app-options';
import { chooseEndpoint } from './choose-endpoint';
import type { Endpoint, EndpointRequest } from './endpoint';
import type { Exchange } from './exchange';
import { answerHeaders } from './openapi/header-meanings';
import { type CheckedRequest, prepareEndpoint } from './prepare-endpoint';
import { bodyReader } from './read-body';
import { Reply } from './reply';
import type { MethodEndpoints, Route } from './route-table';
import type { VersionNegotiator } from './version-negotiator';

const DEFAULT_MAX_BODY_BYTES = 100_000;

/**
 * Compiles what one method of one path does with a request: version, caller, body, action, checks, `handle`. The order
 * matters: a stranger learns nothing but 401, and nothing of a stranger's body is read.
 */
export function answerRequest<C, A>(
  route: Route<C, A>,
  group: MethodEndpoints<C, A>,
  options: AppOptions<C, A>,
  negotiator: VersionNegotiator,
): (exchange: Exchange) => Promise<Reply> {
  const { invalid } = options;
  const prepared = new Map(group.all.map((endpoint) => [endpoint, prepare(endpoint, options)]));
  const needsCaller = options.authenticate !== undefined && group.all.some((endpoint) => endpoint.public !== true);
  const soleEndpoint = group.all.length === 1 ? group.plain : undefined;
  const readBody = bodyReader({
    maxBytes: Math.max(
      ...group.all.map(({ maxBodyBytes }) => maxBodyBytes ?? options.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES),
    ),
    acceptForms: options.acceptForms ?? false,
  });

  return async (exchange) => {
    const { req, res, reqId } = exchange;
    const { method, path, headers } = req;
    const context = options.forRequest?.(options.context, reqId) ?? options.context;
    const url = req.originalUrl;
    if (soleEndpoint) exchange.operation = soleEndpoint.name;
    chooseVersion(exchange, negotiator, soleEndpoint?.since);
    const params = { ...req.params } as Record<string, string>;
    const asked = { method, url, path, route: route.path, params, headers, reqId };
    const callerRequest = { ...asked, httpVersion: req.httpVersion, ip: req.ip ?? '' };
    const caller = needsCaller ? await authenticate() : undefined;

    const query = parse(queryText(url));
    const bodiless = method === 'GET' || method === 'HEAD';
    const body = bodiless ? { value: {}, isForm: false } : await readBody(req, res);
    const endpoint = chooseEndpoint(group, query, body, invalid);
    exchange.operation = endpoint.name;
    const version = chooseVersion(exchange, negotiator, endpoint.since);
    if (caller !== undefined && endpoint.public !== true) {
      await options.authorize?.(caller, endpoint, callerRequest, context);
    }
    const { check, checkAnswer } = prepared.get(endpoint) as Prepared;
    const checked = check({ params, query, body });
    const request: EndpointRequest<Record<string, string>, object, object, A> = {
      ...checked,
      caller: caller as A,
      headers,
      reqId,
      method,
      path,
      url,
      version,
      get signal() {
        return exchange.signal;
      },
    };
    const answer = await endpoint.handle(context, request);
    const {
      body: answered,
      status,
      headers: more,
    } = answer instanceof Reply ? answer : new Reply(answer, undefined, {});
    const finalStatus = status ?? endpoint.status;
    checkAnswer?.(answered, finalStatus, more);
    const { contentType } = endpoint;
    if (contentType === undefined) return new Reply(answered, finalStatus, more);
    return new Reply(answered, finalStatus, { 'Content-Type': contentType, ...more }, true);

    async function authenticate(): Promise<A> {
      const found = await options.authenticate?.(callerRequest, context);
      if (found === undefined || found === null) throw new InvalidCredentialsError('credentials are required');
      exchange.callerFields = options.callerFields?.(found) ?? {};
      return found;
    }
  };
}

interface Prepared {
  check(raw: Parameters<ReturnType<typeof prepareEndpoint>>[0]): CheckedRequest;
  checkAnswer: ((body: unknown, status: number, headers: Readonly<Record<string, string>>) => void) | undefined;
}

function prepare<C, A>(endpoint: Endpoint<C, A>, options: AppOptions<C, A>): Prepared {
  const check = prepareEndpoint(endpoint, options.invalid);
  if (!options.checkOutput) return { check, checkAnswer: undefined };
  const checkOutput = endpoint.output && compile(endpoint.output);
  const stated = new Set(endpoint.headers?.map((name) => name.toLowerCase()));
  const checkAnswer: Prepared['checkAnswer'] = (body, status, headers) => {
    for (const name of Object.keys(headers)) {
      const untold = name.toLowerCase() in answerHeaders && !stated.has(name.toLowerCase());
      if (untold) throw new Error(`${endpoint.name} answers with ${name}, which is not among its headers`);
    }
    if (status !== endpoint.status || !checkOutput) return;
    const { errors } = checkOutput(JSON.parse(JSON.stringify(body ?? null)));
    if (errors.length > 0) throw new Error(`${endpoint.name} answered against its schema: ${JSON.stringify(errors)}`);
  };
  return { check, checkAnswer };
}

function chooseVersion({ req }: Exchange, negotiator: VersionNegotiator, since: string | undefined): string {
  const wish = negotiator.wishOf(req.headers);
  const version = negotiator.choose(wish, since);
  if (version !== undefined) return version;
  throw new InvalidVersionError(`${(wish ?? '').slice(0, 64)} is not supported by ${req.method} ${req.path}`);
}

function queryText(url: string): string {
  const mark = url.indexOf('?');
  return mark === -1 ? '' : url.slice(mark + 1);
}
