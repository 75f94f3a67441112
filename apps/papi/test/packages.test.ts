import { randomUUID } from 'node:crypto';
import { packageOf } from './package-of';
import { startPapi, type TestPapi } from './papi';

let papi: TestPapi;
beforeAll(async () => {
  papi = await startPapi();
});
afterAll(() => papi.close());

const OWNER = '7f5501af-12da-4727-8579-625e527ed1f2';
const everything = {
  ...packageOf(),
  uuid: '27543bf3-0c66-4f61-9ae4-7dda5cb4741b',
  os: 'smartos',
  brand: 'bhyve',
  cpu_burst_ratio: 0.5,
  ram_ratio: 1,
  default: true,
  vcpus: 1,
  networks: ['aefd7d3c-a4fd-4812-9dd7-24733974d861', 'de749393-836c-42ce-9c7b-e81072ca3a23'],
  owner_uuids: [OWNER],
  traits: { bool: true, arr: ['one', 'two'], str: 'a string' },
  min_platform: { '7.0': '20181206T190647Z' },
  group: 'ramones',
  description: 'Größe: 10 GiB',
  common_name: 'B4',
  fss: 25,
  billing_tag: 'b4',
  parent: 'b4',
  alloc_server_spread: 'random',
  flexible_disk: true,
  disks: [{}, { size: 'remaining' }],
};
const path = `/packages/${everything.uuid}`;

async function create(attributes: Record<string, unknown> = {}): Promise<string> {
  const created = await papi.request('POST', '/packages', packageOf(attributes));
  expect(created.status).toBe(201);
  return `/packages/${String(created.body.uuid)}`;
}

test('a package is created, found where Location says, and has every attribute back', async () => {
  const before = Date.now();
  const created = await papi.request('POST', '/packages', everything);
  expect([created.status, created.headers.get('location')]).toEqual([201, path]);
  const { created_at, updated_at, ...rest } = created.body;
  expect(rest).toEqual({ ...everything, v: 1 });
  for (const time of [created_at, updated_at]) expect(Date.parse(String(time))).toBeGreaterThanOrEqual(before - 1000);
  const got = await papi.request('GET', path);
  expect([got.status, got.body]).toEqual([200, created.body]);
  const head = await papi.request('HEAD', path);
  expect([head.status, head.headers.get('server')]).toEqual([200, 'SDC Package API 7.2.5']);
});

test('a uuid is made up when there is none, or an empty one', async () => {
  for (const uuid of [undefined, '', null]) expect(await create({ uuid })).toMatch(/^\/packages\/[0-9a-f-]{36}$/);
});

test('a uuid is used once', async () => {
  const conflict = { code: 'ConflictError', message: 'A package with the given UUID already exists' };
  const again = await papi.request('POST', '/packages', everything);
  expect([again.status, again.body]).toEqual([409, conflict]);
  const uuid = randomUUID();
  const race = await Promise.all(
    Array.from({ length: 8 }, () => papi.request('POST', '/packages', packageOf({ uuid }))),
  );
  expect(race.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
  expect(race.filter(({ status }) => status === 409).every(({ body }) => body.code === 'ConflictError')).toBe(true);
});

test('a package of another owner is not there; without owners it is for all', async () => {
  const stranger = randomUUID();
  expect((await papi.request('GET', `${path}?owner_uuids=${OWNER}`)).status).toBe(200);
  expect((await papi.request('GET', `${path}?owner_uuids=["${stranger}","${OWNER}"]`)).status).toBe(200);
  for (const asker of [stranger, `["${stranger}"]`, '[]', 'nonsense', '[']) {
    const got = await papi.request('GET', `${path}?owner_uuids=${encodeURIComponent(asker)}`);
    expect([got.status, got.body.message]).toEqual([404, `Package ${everything.uuid} does not exist`]);
  }
  expect((await papi.request('GET', `${await create()}?owner_uuids=${stranger}`)).status).toBe(200);
});

describe('an update', () => {
  test('changes what it names, removes what is null, and drops what is empty', async () => {
    const before = (await papi.request('GET', path)).body;
    const updated = await papi.request('PUT', path, {
      owner_uuids: [],
      common_name: null,
      description: 'new',
      traits: {},
    });
    expect(updated.status).toBe(200);
    const { owner_uuids, common_name, traits, updated_at, ...rest } = before;
    expect([owner_uuids, common_name, traits]).not.toContain(undefined);
    expect(updated.body).toEqual({ ...rest, description: 'new', updated_at: updated.body.updated_at });
    expect(Date.parse(String(updated.body.updated_at))).toBeGreaterThan(Date.parse(String(updated_at)));
    expect((await papi.request('GET', path)).body).toEqual(updated.body);
  });

  test('may send a package back as it was read', async () => {
    const { updated_at: _before, ...read } = (await papi.request('GET', path)).body;
    const updated = await papi.request('PUT', path, { ...read, updated_at: '1970-01-01T00:00:00.000Z', v: 2 });
    expect([updated.status, updated.body]).toMatchObject([200, read]);
  });

  test('of what is immutable is refused, attribute by attribute', async () => {
    const changes = {
      zfs_io_priority: 2,
      name: 'other',
      version: '1.0.1',
      os: 'linux',
      quota: 5124,
      max_swap: 257,
      max_physical_memory: 129,
      cpu_cap: 351,
      max_lwps: 1999,
      vcpus: null,
      uuid: randomUUID(),
    };
    const refused = await papi.request('PUT', path, { ...changes, description: 'not this either' });
    expect([refused.status, refused.body.code, refused.body.message]).toEqual([
      409,
      'InvalidArgument',
      'Attempt to update immutables',
    ]);
    expect(refused.body.errors).toEqual(
      Object.keys(changes)
        .sort()
        .map((field) => ({ field, code: 'Invalid', message: 'is immutable' })),
    );
    expect((await papi.request('GET', path)).body).toMatchObject({ description: 'new' });
  });

  test.each(['query', 'body'])(
    'of what is immutable is done with force in the %s, but never of the uuid',
    async (where) => {
      const at = await create();
      const change = { max_lwps: 5000, uuid: randomUUID(), ...(where === 'body' ? { force: true } : {}) };
      const forced = await papi.request('PUT', where === 'query' ? `${at}?force=true` : at, change);
      expect([forced.status, forced.body]).toMatchObject([
        200,
        { max_lwps: 5000, uuid: at.slice('/packages/'.length) },
      ]);
    },
  );

  test('is validated as a whole', async () => {
    const refused = await papi.request('PUT', path, { owner_uuids: ['this-is-not-a-valid-uuid'] });
    expect(refused.body).toEqual({
      code: 'InvalidArgument',
      message: 'Updated package is invalid',
      errors: [{ field: 'owner_uuids', code: 'Invalid', message: 'must only contain UUIDs' }],
    });
  });

  test('is not validated with skip_validation, and the list still works', async () => {
    const at = await create();
    const odd = { owner_uuids: ['not-a-uuid'], quota: 'lots', flexible_disk: 'perhaps', skip_validation: true };
    const updated = await papi.request('PUT', at, { ...odd, force: true });
    expect([updated.status, updated.body]).toMatchObject([200, { owner_uuids: ['not-a-uuid'], quota: 'lots' }]);
    expect(updated.body).not.toHaveProperty('skip_validation');
    expect((await papi.request('GET', '/packages?owner_uuids=not-a-uuid&quota=1024&sort=quota')).status).toBe(200);
    await papi.request('DELETE', `${at}?force=true`);
  });

  test('that races with others loses none of them', async () => {
    const at = await create();
    const changes = ['group', 'description', 'common_name', 'billing_tag', 'parent', 'alloc_server_spread'];
    const answers = await Promise.all(changes.map((name) => papi.request('PUT', at, { [name]: 'random' })));
    expect(answers.map(({ status }) => status)).toEqual(changes.map(() => 200));
    expect((await papi.request('GET', at)).body).toMatchObject(Object.fromEntries(changes.map((n) => [n, 'random'])));
  });
});

describe('a package', () => {
  test('cannot be deleted', async () => {
    const refused = await papi.request('DELETE', path);
    expect([refused.status, refused.body]).toEqual([405, { code: 'BadMethod', message: 'Packages cannot be deleted' }]);
    expect((await papi.request('DELETE', `${path}?force=false`)).status).toBe(405);
    expect((await papi.request('GET', path)).status).toBe(200);
  });

  test('is deleted by force, once', async () => {
    const gone = await papi.request('DELETE', `${path}?force=true`);
    expect([gone.status, gone.body]).toEqual([204, {}]);
    expect((await papi.request('GET', path)).status).toBe(404);
    expect((await papi.request('DELETE', `${path}?force=true`)).status).toBe(404);
  });
});

test('clients that ask for version ~7.0 are served', async () => {
  expect((await papi.request('GET', '/packages', undefined, { 'x-api-version': '~7.0' })).status).toBe(200);
});

test('where CPU is not capped, packages need no cpu_cap', async () => {
  const uncapped = await startPapi({ ignoreCpuCap: true });
  const { cpu_cap, ...rest } = packageOf();
  expect(cpu_cap).toBeDefined();
  expect((await uncapped.request('POST', '/packages', rest)).status).toBe(201);
  expect((await uncapped.request('POST', '/packages', { ...rest, cpu_cap: 1 })).status).toBe(409);
  await uncapped.close();
});
