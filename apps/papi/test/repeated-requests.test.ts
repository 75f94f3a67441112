import { randomUUID } from 'node:crypto';
import { packageOf } from './package-of';
import { startPapi, type TestPapi } from './papi';

let papi: TestPapi;
beforeAll(async () => {
  papi = await startPapi();
});
afterAll(() => papi.close());

const key = (name: string) => ({ 'idempotency-key': name });
const match = (etag: string | null) => ({ 'if-match': etag ?? '' });

test('a package asked for again under its key is the same package', async () => {
  const create = (more: object = {}) => papi.request('POST', '/packages', { ...packageOf(), ...more }, key('k1'));
  const [first, second] = [await create(), await create()];
  expect([first.status, second.status, second.body]).toEqual([201, 201, first.body]);
  expect((await create({ description: 'another' })).body.code).toBe('ConflictError');
  expect((await papi.request('POST', '/packages', packageOf(), key('k2'))).body.uuid).not.toBe(first.body.uuid);
});

test('of many repeats at once there is one package', async () => {
  const create = () => papi.request('POST', '/packages', packageOf(), key('k3'));
  const answers = await Promise.all(Array.from({ length: 8 }, create));
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
  expect(new Set(answers.map(({ body }) => body.uuid)).size).toBe(1);
});

test.each(['k'.repeat(256), 'two words', ' ÿ'])('%j is no key', async (name) => {
  const answer = await papi.request('POST', '/packages', packageOf(), key(name));
  expect(answer.body).toMatchObject({ code: 'InvalidArgument', errors: [{ field: 'Idempotency-Key' }] });
});

test('without a key a uuid that is taken is a conflict', async () => {
  const uuid = randomUUID();
  const create = () => papi.request('POST', '/packages', packageOf({ uuid }));
  expect([(await create()).status, (await create()).status]).toEqual([201, 409]);
});

test('If-Match lets a change through only if nobody changed the package meanwhile', async () => {
  const created = await papi.request('POST', '/packages', packageOf());
  const path = `/packages/${String(created.body.uuid)}`;
  const etag = created.headers.get('etag');
  expect((await papi.request('GET', path)).headers.get('etag')).toBe(etag);
  const changed = await papi.request('PUT', path, { description: 'one' }, match(etag));
  expect([changed.status, changed.headers.get('etag') === etag]).toEqual([200, false]);
  const stale = await papi.request('PUT', path, { description: 'two' }, match(etag));
  expect([stale.status, stale.body.code]).toEqual([412, 'PreconditionFailed']);
  expect((await papi.request('DELETE', `${path}?force=true`, undefined, match(etag))).status).toBe(412);
  expect((await papi.request('DELETE', `${path}?force=true`, undefined, match('*'))).status).toBe(204);
});
