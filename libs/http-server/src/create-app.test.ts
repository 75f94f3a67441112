import request from 'supertest';
import { thingEndpoints as endpoints, thingsService } from './testing/things-service';

let service: ReturnType<typeof thingsService>;
beforeEach(() => {
  service = thingsService();
});

/** A client of the service; of another one like it, where options are given. */
function serve(more?: Parameters<typeof thingsService>[0]) {
  if (more) service = thingsService(more);
  return request(service.app);
}

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
  expect(service.seen).toEqual([{ size: 3, force: false, by: 'jill' }]);
  const deleted = await serve().delete('/things/1');
  expect([deleted.status, deleted.text, deleted.headers['content-length']]).toEqual([204, '', undefined]);
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
  const logged = JSON.stringify(service.lines.find(({ level }) => level === 50));
  expect(logged).toContain('relation');
  expect(logged).toContain('"req_id":"r1"');
});

test('each request may have a context of its own', async () => {
  const seen: Record<string, unknown[]> = {};
  const agent = serve({ forRequest: (_context, reqId) => ({ seen: (seen[reqId] = []) }) });
  await agent.post('/things').set('authorization', 'jill').set('x-request-id', 'r1').send({ size: 1 });
  await agent.get('/things').set('x-request-id', 'r2');
  expect(seen).toEqual({
    r1: [{ size: 1, force: false, by: 'jill' }],
    r2: [expect.objectContaining({ query: { limit: 100 } })],
  });
});

test.each(['/unwritable', '/bad-header'])('an answer that cannot be written (%s) is a 500', async (path) => {
  const { status, body } = await serve().get(path);
  expect([status, body.code]).toEqual([500, 'InternalError']);
});

test('each request is one line in the log and one sample of its operation', async () => {
  const done: unknown[] = [];
  const agent = serve({ onRequestDone: (event) => done.push(event) });
  await agent.post('/things').set('authorization', 'jill').set('x-request-id', 'r1').send({ size: 0 });
  const [line] = service.lines.filter(({ operation }) => operation === 'CreateThing');
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

test('two endpoints for the same requests are refused when the app is made', () => {
  const again = { ...endpoints[0]!, name: 'Again' };
  expect(() => serve({ endpoints: [...endpoints, again] })).toThrow('answer the same requests');
  expect(() => serve({ endpoints: [...endpoints, endpoints[0]!] })).toThrow('two endpoints are named');
});
