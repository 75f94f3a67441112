import { InsufficientSpaceError } from '@triton/errors/insufficient-space-error';
import { ServiceUnavailableError } from '@triton/errors/service-unavailable-error';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { createLogger, type Logger } from '@triton/logging/create-logger';
import { currentRequestId } from '@triton/logging/request-id';
import { Type } from '@sinclair/typebox';
import { PassThrough } from 'node:stream';
import request from 'supertest';
import type { AppOptions } from './app-options';
import { createApp } from './create-app';
import { endpointFor } from './endpoint';
import { reply } from './reply';

interface Context {
  seen: unknown[];
}
interface Caller {
  login: string;
}
const endpoint = endpointFor<Context, Caller>();
const Size = Type.Object(
  { size: Type.Integer({ minimum: 1 }), force: Type.Boolean({ default: false }) },
  { additionalProperties: false },
);

const endpoints = [
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
    handle: (_context, { version }) => ({ version, req: currentRequestId() }),
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
];

let seen: unknown[];
let lines: Record<string, unknown>[];
let log: Logger;

beforeEach(() => {
  seen = [];
  lines = [];
  const stream = new PassThrough();
  stream.on('data', (chunk: Buffer) =>
    lines.push(
      ...chunk
        .toString()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    ),
  );
  log = createLogger('test', { stream, level: 'debug' });
});

const serve = (more: Partial<AppOptions<Context, Caller>> = {}) =>
  request(
    createApp<Context, Caller>({
      name: 'things',
      serverHeader: 'Things/1.0.0',
      endpoints,
      context: { seen },
      log,
      invalid: (message, errors) => new ValidationFailedError(message, errors),
      authenticate: ({ headers }) => (headers.authorization === 'jill' ? { login: 'jill' } : undefined),
      callerFields: ({ login }) => ({ account: login }),
      versions: ['9.0.0', '9.4.3', '8.0.0', '7.0.0'],
      ...more,
    }),
  );

test('an answer carries the headers every Triton client reads', async () => {
  const { status, body, headers } = await serve({ cors: true }).get('/things').set('x-request-id', 'my-request.1');
  expect([status, body]).toEqual([200, [1, 2]]);
  expect(headers).toMatchObject({
    server: 'Things/1.0.0',
    'api-version': '9.4.3',
    'request-id': 'my-request.1',
    'x-request-id': 'my-request.1',
    'x-resource-count': '2',
    'content-type': 'application/json',
    'content-length': '5',
    'access-control-allow-origin': '*',
  });
  expect(Number(headers['response-time'])).toBeGreaterThanOrEqual(0);
  expect(Number(headers['x-response-time'])).toBeGreaterThanOrEqual(0);
  expect(headers.date).toBeDefined();
  for (const absent of ['x-powered-by', 'etag', 'content-md5']) expect(headers[absent]).toBeUndefined();
});

test.each(['', 'a b', 'x'.repeat(65), 'a"b', '${jndi:x}'])('a request id like %j is not repeated', async (id) => {
  const { headers } = await serve().get('/things').set('x-request-id', id);
  expect(headers['x-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
});

test('HEAD answers as GET does, without the body', async () => {
  const { status, headers, text } = await serve().head('/things');
  expect([status, headers['content-length'], headers['x-resource-count'], text]).toEqual([200, '5', '2', undefined]);
});

test('202 and 204 without a body are really empty', async () => {
  const created = await serve().post('/things').set('authorization', 'jill').send({ size: 3 });
  expect([created.status, created.text, created.headers['content-length'], created.headers['content-type']]).toEqual([
    202,
    '',
    '0',
    undefined,
  ]);
  expect(seen).toEqual([{ size: 3, force: false, by: 'jill' }]);
  const deleted = await serve().delete('/things/1');
  expect([deleted.status, deleted.text, deleted.headers['content-length']]).toEqual([204, '', undefined]);
});

test('an endpoint that is not public refuses a stranger before it reads the body', async () => {
  const { status, body } = await serve().post('/things').type('application/json').send('{"size":');
  expect([status, body.code]).toEqual([401, 'InvalidCredentials']);
  expect(seen).toEqual([]);
});

test('query parameters are typed, have defaults, and unknown ones are ignored', async () => {
  await serve().get('/things?limit=5&tag=a&useCache=true');
  await serve().get('/things?tag=a&tag=b');
  expect(seen).toEqual([
    { query: { limit: 5, tag: ['a'] }, caller: undefined },
    { query: { limit: 100, tag: ['a', 'b'] }, caller: undefined },
  ]);
});

test.each([
  ['action in the query', '/things/7?action=grow', { size: 5 }, { grown: '7', size: 5, force: false }],
  ['action in the body', '/things/7', { action: 'grow', size: 5 }, { grown: '7', size: 5, force: false }],
  ['input in the query', '/things/7?action=grow&size=5&force=true&other=1', {}, { grown: '7', size: 5, force: true }],
  ['the body wins over the query', '/things/7?action=grow&size=5', { size: 6 }, { grown: '7', size: 6, force: false }],
  ['an action without input', '/things/7?action=stop', undefined, { stopped: '7' }],
])('%s reaches its endpoint', async (_what, path, input, answer) => {
  const { body } = await serve().post(path).send(input);
  expect(body).toEqual(answer);
});

test.each([
  ['no action', '/things/7', {}, 'action', 'MissingParameter', /grow, stop/],
  ['an unknown action', '/things/7?action=fly', {}, 'action', 'Invalid', /grow, stop/],
  ['two actions', '/things/7?action=grow&action=stop', {}, 'action', 'Invalid', /grow, stop/],
  ['a number as text in JSON', '/things/7?action=grow', { size: '5' }, 'size', 'Invalid', /./],
  ['a missing number', '/things/7?action=grow', {}, 'size', 'MissingParameter', /./],
  ['a number given twice', '/things/7?action=grow&size=1&size=2', {}, 'size', 'Invalid', /once/],
  ['an unknown key', '/things/7?action=grow', { size: 1, dangrous: true }, 'dangrous', 'Invalid', /known/],
  ['any key where there is no input', '/things/7?action=stop', { now: true }, 'now', 'Invalid', /known/],
])('%s is refused by name', async (_what, path, input, field, code, message) => {
  const { status, body } = await serve().post(path).send(input);
  expect([status, body.code]).toEqual([409, 'ValidationFailed']);
  expect(body.errors).toEqual([{ field, code, message: expect.stringMatching(message) }]);
});

test.each([
  [undefined, '9.4.3'],
  ['*', '9.4.3'],
  ['~9||~8', '9.4.3'],
  ['8', '8.0.0'],
  ['~9.0', '9.0.0'],
  ['9.4.3', '9.4.3'],
  ['>=7 <9', '8.0.0'],
  ['~7', '7.0.0'],
])('Accept-Version %s is answered as %s', async (wish, version) => {
  const { body } = await serve()
    .get('/things/1')
    .set(wish === undefined ? {} : { 'accept-version': wish });
  expect(body.version).toBe(version);
});

test.each(['9.9.9', '~6', 'newest', '>'.repeat(300)])(
  'an API version nobody offers (%s) is InvalidVersion',
  async (wish) => {
    const { status, body } = await serve().get('/things/1?x=1').set('accept-version', wish);
    expect([status, body]).toEqual([
      400,
      { code: 'InvalidVersion', message: `${wish.slice(0, 64)} is not supported by GET /things/1` },
    ]);
  },
);

test('an endpoint newer than the wish is not offered', async () => {
  const { body } = await serve().put('/things/1').set('x-api-version', '9').set('request-id', 'abc');
  expect(body).toEqual({ version: '9.4.3', req: 'abc' });
  expect((await serve().put('/things/1').set('x-api-version', '8')).body.code).toBe('InvalidVersion');
});

test('an unknown path is 404, and a known one with another method 405 with Allow', async () => {
  const unknown = await serve().get('/nothing');
  expect([unknown.status, unknown.body.code]).toEqual([404, 'ResourceNotFound']);
  const { status, body, headers } = await serve().patch('/things/7');
  expect([status, body.code, headers.allow]).toEqual([405, 'BadMethod', 'DELETE, GET, HEAD, POST, PUT']);
});

test('an error of ours is told with its facts', async () => {
  const { status, body } = await serve().get('/full');
  expect([status, body]).toMatchObject([
    409,
    { code: 'InsufficientSpace', requested: 2, free_space: 1, allocatable: 1 },
  ]);
  const down = await serve().get('/down');
  expect([down.status, down.headers['retry-after']]).toEqual([503, '7']);
});

test('an unforeseen error tells the client nothing and the log everything', async () => {
  const { status, body } = await serve().get('/broken').set('x-request-id', 'r1');
  expect([status, body]).toEqual([500, { code: 'InternalError', message: 'Internal Error' }]);
  const logged = JSON.stringify(lines.find(({ level }) => level === 50));
  expect(logged).toContain('relation');
  expect(logged).toContain('"req_id":"r1"');
});

test.each(['/unwritable', '/bad-header'])('an answer that cannot be written (%s) is a 500', async (path) => {
  const { status, body } = await serve().get(path);
  expect([status, body.code]).toEqual([500, 'InternalError']);
});

test('each request is one line in the log and one sample of its operation', async () => {
  const done: unknown[] = [];
  const agent = serve({ onRequestDone: (event) => done.push(event) });
  await agent.post('/things').set('authorization', 'jill').set('x-request-id', 'r1').send({ size: 0 });
  const [line] = lines.filter(({ operation }) => operation === 'CreateThing');
  expect(line).toMatchObject({
    req_id: 'r1',
    method: 'POST',
    path: '/things',
    status: 409,
    account: 'jill',
    code: 'ValidationFailed',
  });
  expect(done).toEqual([expect.objectContaining({ operation: 'CreateThing', status: 409 })]);
  const { text } = await agent.get('/metrics');
  expect(text).toContain(
    'http_request_duration_seconds_count{service="things",operation="CreateThing",status="409"} 1',
  );
});

test('every app answers ping, also without credentials', async () => {
  expect((await serve().get('/ping')).body).toEqual({ ping: 'pong' });
});

test('a form is read only where forms are accepted, its strings typed by the schema', async () => {
  const post = (agent: ReturnType<typeof serve>) =>
    agent.post('/things/7?action=grow').type('form').send('size=5&force=false');
  expect((await post(serve({ acceptForms: true }))).body).toEqual({ grown: '7', size: 5, force: false });
  expect((await post(serve())).body.code).toBe('UnsupportedMediaType');
});

test('two endpoints for the same requests are refused when the app is made', () => {
  const again = { ...endpoints[0]!, name: 'Again' };
  expect(() => serve({ endpoints: [...endpoints, again] })).toThrow('answer the same requests');
  expect(() => serve({ endpoints: [...endpoints, endpoints[0]!] })).toThrow('two endpoints are named');
});
