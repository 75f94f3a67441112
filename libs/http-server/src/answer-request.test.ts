import request from 'supertest';
import { thingsService } from './testing/things-service';

let service: ReturnType<typeof thingsService>;
beforeEach(() => {
  service = thingsService();
});

/** A client of the service; of another one like it, where options are given. */
function serve(more?: Parameters<typeof thingsService>[0]) {
  if (more) service = thingsService(more);
  return request(service.app);
}

test('an endpoint that is not public refuses a stranger before it reads the body', async () => {
  const { status, body } = await serve().post('/things').type('application/json').send('{"size":');
  expect([status, body.code]).toEqual([401, 'InvalidCredentials']);
  expect(service.seen).toEqual([]);
});

test('query parameters are typed, have defaults, and unknown ones are ignored', async () => {
  await serve().get('/things?limit=5&tag=a&useCache=true');
  await serve().get('/things?tag=a&tag=b');
  expect(service.seen).toEqual([
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

test('a form is read only where forms are accepted, its strings typed by the schema', async () => {
  const post = (agent: ReturnType<typeof serve>) =>
    agent.post('/things/7?action=grow').type('form').send('size=5&force=false');
  expect((await post(serve())).body.code).toBe('UnsupportedMediaType');
  expect((await post(serve({ acceptForms: true }))).body).toEqual({ grown: '7', size: 5, force: false });
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

test('a path parameter that breaks its rule is named, and unknown query keys too where the endpoint is strict', async () => {
  const uuid = '0a6ef2f0-5f5c-4f0e-9d0a-3c1f2e4d5b6a';
  const badParam = await serve().get('/exact/7');
  expect([badParam.status, badParam.body.errors[0].field]).toEqual([409, 'uuid']);
  const badQuery = await serve().get(`/exact/${uuid}?sync=true&snyc=1`);
  expect([badQuery.status, badQuery.body.errors[0].field]).toEqual([409, 'snyc']);
  expect((await serve().get(`/exact/${uuid}?sync=true`)).body).toEqual({ sync: true });
  expect((await serve().get(`/exact/${uuid}?sync=yes`)).body.errors[0].field).toBe('sync');
});

test('an answer against its own schema is a 500 where answers are checked', async () => {
  const path = '/exact/0a6ef2f0-5f5c-4f0e-9d0a-3c1f2e4d5b6a';
  expect((await serve({ checkOutput: true }).get(path)).status).toBe(500);
  expect((await serve({ checkOutput: true }).get(`${path}?sync=true`)).status).toBe(200);
});
