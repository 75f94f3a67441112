import { InsufficientSpaceError } from '@triton/errors/insufficient-space-error';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { createApp } from '@triton/http-server/create-app';
import { endpointFor } from '@triton/http-server/endpoint';
import { listen, type Listening } from '@triton/http-server/listen';
import { reply } from '@triton/http-server/reply';
import { createLogger } from '@triton/logging/create-logger';
import { Type } from '@sinclair/typebox';
import { PassThrough } from 'node:stream';
import { JsonClient } from './json-client';
import { RemoteError } from './remote-error';

/** The service calls itself, as CloudAPI calls VMAPI. */
interface Context {
  remote(): JsonClient;
}
const endpoint = endpointFor<Context>();
const log = createLogger('test', { stream: new PassThrough().resume() });
const Input = Type.Object({ size: Type.Integer() }, { additionalProperties: false });

const endpoints = [
  endpoint({
    name: 'Echo',
    method: 'get',
    path: '/echo/:id',
    status: 200,
    errors: [],
    handle: (_context, { url, params, headers, reqId }) => ({
      url,
      id: params.id,
      reqId,
      proof: headers.authorization,
    }),
  }),
  endpoint({
    name: 'Create',
    method: 'post',
    path: '/things',
    status: 202,
    errors: [],
    input: Input,
    handle: (_context, { input }) => reply({ got: input.size }, { headers: { location: '/things/1' } }),
  }),
  endpoint({ name: 'Touch', method: 'post', path: '/touch', status: 202, errors: [], handle: () => undefined }),
  endpoint({
    name: 'Put',
    method: 'put',
    path: '/things/:id',
    status: 200,
    errors: [],
    input: Input,
    handle: (_context, { input }) => [input.size],
  }),
  endpoint({ name: 'Delete', method: 'delete', path: '/things/:id', status: 204, errors: [], handle: () => undefined }),
  endpoint({ name: 'Null', method: 'get', path: '/null', status: 200, errors: [], handle: () => null }),
  endpoint({ name: 'False', method: 'get', path: '/false', status: 200, errors: [], handle: () => false }),
  endpoint({ name: 'Text', method: 'get', path: '/text', status: 200, errors: [], handle: () => '' }),
  endpoint({
    name: 'Full',
    method: 'get',
    path: '/full',
    status: 200,
    errors: [],
    handle: () => {
      throw new InsufficientSpaceError({ requestedMib: 3, freeSpaceMib: 2, allocatableMib: 1 });
    },
  }),
  endpoint({
    name: 'Gone',
    method: 'get',
    path: '/gone',
    status: 200,
    errors: [],
    handle: () => reply({ id: 'm1', state: 'deleted' }, { status: 410 }),
  }),
  endpoint({
    name: 'Relay',
    method: 'get',
    path: '/relay/:what',
    status: 200,
    errors: [],
    handle: async ({ remote }, { params }) => (await remote().get<object>(`/${params.what}`)).body,
  }),
];

let server: Listening;
let client: JsonClient;

beforeAll(async () => {
  const app = createApp<Context>({
    name: 'things',
    serverHeader: 'Things/1',
    endpoints,
    context: { remote: () => client },
    log,
    invalid: (message, errors) => new ValidationFailedError(message, [...errors]),
  });
  server = await listen(app, { host: '127.0.0.1', port: 0 });
  client = new JsonClient({ url: server.url, name: 'things', log });
});
afterAll(async () => {
  client.close();
  await server.close();
});

test('every verb gets its status, its headers and its body', async () => {
  expect(await client.get('/echo/a')).toMatchObject({ status: 200, body: { id: 'a', url: '/echo/a' } });
  expect(await client.post('/things', { body: { size: 5 } })).toMatchObject({
    status: 202,
    headers: { location: '/things/1' },
    body: { got: 5 },
  });
  expect((await client.put('/things/1', { body: { size: 6 } })).body).toEqual([6]);
  expect(await client.head('/echo/a')).toMatchObject({ status: 200, body: undefined });
});

test('an empty answer has an undefined body', async () => {
  expect(await client.post('/touch')).toMatchObject({ status: 202, body: undefined });
  expect(await client.delete('/things/1')).toMatchObject({ status: 204, body: undefined });
});

test.each([
  ['/null', null],
  ['/false', false],
  ['/text', ''],
])('the JSON value of %s arrives as it is', async (path, value) => {
  expect((await client.get(path)).body).toBe(value);
});

test('query parameters are encoded exactly once and lists repeat', async () => {
  const query = { name: 'a b&c=%41', tag: ['x', 'y'], none: undefined, n: 1, yes: true };
  const { body } = await client.get<{ url: string }>('/echo/a%2Fb', { query });
  expect(body).toMatchObject({ id: 'a/b', url: '/echo/a%2Fb?name=a%20b%26c%3D%2541&tag=x&tag=y&n=1&yes=true' });
});

test('the request id of the work at hand goes along', async () => {
  const { body } = await client.forRequest('req-7').get<{ reqId: string }>('/echo/a');
  expect(body.reqId).toBe('req-7');
  const other = await client.get<{ reqId: string }>('/echo/a');
  expect(other.body.reqId).not.toBe('req-7');
});

test('what is signed is the method and the very target that is sent', async () => {
  const signed: unknown[] = [];
  const signing = new JsonClient({
    url: server.url,
    name: 'things',
    sign: (request) => {
      signed.push(request);
      return { authorization: 'Signature x' };
    },
  });
  const { body } = await signing.get<{ url: string; proof: string }>('/echo/a', { query: { q: 'ä ö' } });
  expect(signed).toEqual([{ method: 'GET', path: body.url }]);
  expect(body.proof).toBe('Signature x');
  signing.close();
});

test('an error of the neighbour keeps status, code, message, field errors and facts, also through another service', async () => {
  const direct = await failure(client.get('/full'));
  expect(direct).toBeInstanceOf(RemoteError);
  expect(direct.toBody()).toMatchObject({ code: 'InsufficientSpace', requested: 3, free_space: 2, allocatable: 1 });
  expect([direct.status, direct.retryable]).toEqual([409, false]);
  const relayed = await failure(client.get('/relay/full'));
  expect([relayed.status, relayed.toBody()]).toEqual([409, direct.toBody()]);
  const invalid = await failure(client.post('/things', { body: { size: 'x' } }));
  expect(invalid.errors).toEqual([{ field: 'size', code: 'Invalid', message: expect.any(String) }]);
});

test('an error without a code gets the one its status means, and keeps its body', async () => {
  const head = await failure(client.head('/nowhere'));
  expect([head.status, head.code]).toEqual([404, 'ResourceNotFound']);
  const gone = await failure(client.get('/gone'));
  expect([gone.status, gone.code, gone.body]).toEqual([410, 'InstanceDeleted', { id: 'm1', state: 'deleted' }]);
  expect(gone.facts()).toEqual({});
});

test('a path or a header that HTTP cannot express is refused before anything is sent', async () => {
  await expect(client.get('/echo/a b')).rejects.toMatchObject({ code: 'ERR_UNESCAPED_CHARACTERS' });
  await expect(client.get('/echo/a', { headers: { 'x-a': 'a\r\nb: c' } })).rejects.toMatchObject({
    code: 'ERR_INVALID_CHAR',
  });
});

async function failure(call: Promise<unknown>): Promise<RemoteError> {
  const err: unknown = await call.then(
    () => new Error('it succeeded'),
    (error: unknown) => error,
  );
  if (err instanceof RemoteError) return err;
  throw err;
}
