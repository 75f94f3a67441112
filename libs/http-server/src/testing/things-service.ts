import { InsufficientSpaceError } from '@triton/errors/insufficient-space-error';
import { ServiceUnavailableError } from '@triton/errors/service-unavailable-error';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { createLogger } from '@triton/logging/create-logger';
import { Type } from '@sinclair/typebox';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { AppOptions } from '../app-options';
import { type App, createApp } from '../create-app';
import { endpointFor } from '../endpoint';
import { reply } from '../reply';

export interface Context {
  seen: unknown[];
}
export interface Caller {
  login: string;
}
const endpoint = endpointFor<Context, Caller>();
const Size = Type.Object(
  { size: Type.Integer({ minimum: 1 }), force: Type.Boolean({ default: false }) },
  { additionalProperties: false },
);

/** A service with an endpoint for everything an endpoint can be or do. */
export const thingEndpoints = [
  endpoint({
    name: 'ListThings',
    method: 'get',
    path: '/things',
    status: 200,
    errors: [],
    public: true,
    query: Type.Object({
      limit: Type.Integer({ default: 100, maximum: 1000 }),
      tag: Type.Optional(Type.Array(Type.String())),
    }),
    handle: ({ seen }, { query, caller }) => {
      seen.push({ query, caller });
      return reply([1, 2], { headers: { 'x-resource-count': '2' } });
    },
  }),
  endpoint({
    name: 'GetThing',
    method: 'get',
    path: '/things/:thing_id',
    status: 200,
    errors: [],
    public: true,
    handle: (_context, { params, version }) => ({ id: params.thing_id, version }),
  }),
  endpoint({
    name: 'CreateThing',
    method: 'post',
    path: '/things',
    status: 202,
    errors: [],
    input: Size,
    handle: ({ seen }, { input, caller }) => void seen.push({ size: input.size, force: input.force, by: caller.login }),
  }),
  endpoint({
    name: 'GrowThing',
    method: 'post',
    path: '/things/:id',
    action: 'grow',
    status: 200,
    errors: [],
    input: Size,
    bodyFromQuery: true,
    public: true,
    handle: (_context, { input, params }) => ({ grown: params.id, ...input }),
  }),
  endpoint({
    name: 'StopThing',
    method: 'post',
    path: '/things/:id',
    action: 'stop',
    status: 202,
    errors: [],
    public: true,
    handle: (_context, { params }) => ({ stopped: params.id }),
  }),
  endpoint({
    name: 'DeleteThing',
    method: 'delete',
    path: '/things/:id',
    status: 204,
    errors: [],
    public: true,
    handle: () => undefined,
  }),
  endpoint({
    name: 'NewThing',
    method: 'put',
    path: '/things/:id',
    status: 200,
    errors: [],
    public: true,
    since: '9.4.3',
    handle: (_context, { version, reqId }) => ({ version, req: reqId }),
  }),
  endpoint({
    name: 'FullThing',
    method: 'get',
    path: '/full',
    status: 200,
    errors: [],
    public: true,
    handle: () => {
      throw new InsufficientSpaceError({ requestedMib: 2, freeSpaceMib: 1, allocatableMib: 1 });
    },
  }),
  endpoint({
    name: 'DownThing',
    method: 'get',
    path: '/down',
    status: 200,
    errors: [],
    public: true,
    handle: () => {
      throw new ServiceUnavailableError('papi is not available', 7);
    },
  }),
  endpoint({
    name: 'BrokenThing',
    method: 'get',
    path: '/broken',
    status: 200,
    errors: [],
    public: true,
    handle: () => {
      throw new Error('relation "vms" does not exist', { cause: new Error('password is hunter2') });
    },
  }),
  endpoint({
    name: 'UnwritableThing',
    method: 'get',
    path: '/unwritable',
    status: 200,
    errors: [],
    public: true,
    handle: () => ({ big: 1n }),
  }),
  endpoint({
    name: 'BadHeaderThing',
    method: 'get',
    path: '/bad-header',
    status: 200,
    errors: [],
    public: true,
    handle: () => reply({}, { headers: { location: 'a\r\nset-cookie: b' } }),
  }),
  endpoint({
    name: 'PutMetadata',
    method: 'put',
    path: '/metadata',
    status: 200,
    errors: [],
    public: true,
    input: Type.Record(Type.String(), Type.Unknown()),
    handle: (_context, { input }) => input,
  }),
  endpoint({
    name: 'GetExact',
    method: 'get',
    path: '/exact/:uuid',
    status: 200,
    errors: [],
    public: true,
    params: Type.Object({ uuid: Type.String({ format: 'uuid' }) }),
    query: Type.Object({ sync: Type.Optional(Type.Boolean()) }),
    strictQuery: true,
    output: Type.Object({ sync: Type.Boolean() }),
    handle: (_context, { query }) => query,
  }),
  endpoint({
    name: 'WaitForThing',
    method: 'get',
    path: '/wait',
    status: 200,
    errors: [],
    public: true,
    handle: async ({ seen }, { signal }) => {
      seen.push('waiting');
      if (!signal.aborted) await once(signal, 'abort');
      seen.push('no longer waiting');
      return { waited: true };
    },
  }),
];

export interface ThingsService {
  app: App;
  /** What its handlers saw. */
  seen: unknown[];
  /** Its log. */
  lines: Record<string, unknown>[];
}

export function thingsService(more: Partial<AppOptions<Context, Caller>> = {}): ThingsService {
  const seen: unknown[] = [];
  const lines: Record<string, unknown>[] = [];
  const stream = new PassThrough();
  stream.on('data', (chunk: Buffer) => {
    for (const line of chunk.toString().trim().split('\n')) lines.push(JSON.parse(line) as Record<string, unknown>);
  });
  const app = createApp<Context, Caller>({
    name: 'things',
    serverHeader: 'Things/1.0.0',
    endpoints: thingEndpoints,
    context: { seen },
    log: createLogger('things', { stream, level: 'debug' }),
    invalid: (message, errors) => new ValidationFailedError(message, errors),
    authenticate: ({ headers }) => (headers.authorization === 'jill' ? { login: 'jill' } : undefined),
    callerFields: ({ login }) => ({ account: login }),
    versions: ['9.0.0', '9.4.3', '8.0.0', '7.0.0'],
    ...more,
  });
  return { app, seen, lines };
}
