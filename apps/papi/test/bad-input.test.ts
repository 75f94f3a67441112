import { randomUUID } from 'node:crypto';
import { packageOf } from './package-of';
import { startPapi, type TestPapi } from './papi';

let papi: TestPapi;
let path: string;
beforeAll(async () => {
  papi = await startPapi();
  const created = await papi.request('POST', '/packages', packageOf());
  path = String(created.headers.get('location'));
});
afterAll(async () => {
  const { list } = await papi.request('GET', '/packages');
  // Nothing of all this was stored.
  expect(list).toHaveLength(1);
  await papi.close();
});

const writes = () =>
  [
    ['POST', '/packages'],
    ['PUT', path],
  ] as const;

describe('every body that is no package is refused by', () => {
  test.each([
    ['malformed JSON', '{"name": ', 400, 'InvalidContent'],
    ['text that is no JSON', 'name=x', 400, 'InvalidContent'],
    ['a body too large', JSON.stringify({ description: 'x'.repeat(200_000) }), 413, 'RequestTooLarge'],
  ])('%s', async (_what, body, status, code) => {
    for (const [method, at] of writes()) {
      const answer = await papi.request(method, at, body);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    }
  });

  test('a form', async () => {
    for (const [method, at] of writes()) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      expect((await papi.request(method, at, 'name=x', headers)).status).toBe(415);
    }
  });

  test.each([
    ['a list', '[]', 'body'],
    ['a text', '"x"', 'body'],
    ['nothing', 'null', 'body'],
    ['a name that is never allowed', '{"__proto__": {"uuid": "x"}}', '__proto__'],
    ['NUL in a text', JSON.stringify(packageOf({ description: 'a\0b' })), 'description'],
    ['half a surrogate pair', String.raw`{"name": "\ud800"}`, 'name'],
    ['a number that is none', '{"quota": 1e999}', 'quota'],
    ['a nest of lists', `{"traits": ${'['.repeat(200)}${']'.repeat(200)}}`, undefined],
    ['a switch that is none', JSON.stringify({ ...packageOf(), skip_validation: 'perhaps' }), 'skip_validation'],
    ['another switch that is none', JSON.stringify({ ...packageOf(), force: 2 }), 'force'],
    ['an unknown key', JSON.stringify({ ...packageOf(), flexible_dsik: true }), 'flexible_dsik'],
    ['an unknown key of objects', JSON.stringify({ ...packageOf(), toString: true }), 'toString'],
    ['an unknown key under skip_validation', JSON.stringify({ foo: 1, skip_validation: true }), 'foo'],
  ])('%s', async (_what, body, field) => {
    for (const [method, at] of writes()) {
      const answer = await papi.request(method, at, body);
      expect([answer.status, answer.body.code]).toEqual([409, 'InvalidArgument']);
      expect(answer.body.errors).toMatchObject([field === undefined ? { code: 'Invalid' } : { field }]);
    }
  });
});

test('an unknown attribute is told in the words clients know', async () => {
  for (const [method, at] of writes()) {
    expect((await papi.request(method, at, packageOf({ foobarbaz: true }))).body).toEqual({
      code: 'InvalidArgument',
      message: 'Unrecognised attributes',
      errors: [{ field: 'foobarbaz', code: 'Invalid', message: 'is an unsupported attribute' }],
    });
  }
});

test('an attribute named in a novel is named in short', async () => {
  const answer = await papi.request('POST', '/packages', packageOf({ ['x'.repeat(50_000)]: 1 }));
  expect(JSON.stringify(answer.body).length).toBeLessThan(300);
});

describe('a package is refused with every fault in order:', () => {
  const invalid = (field: string, message: string) => ({ field, code: 'Invalid', message });

  test('what is missing', async () => {
    const answer = await papi.request('POST', '/packages', { vcpus: 1, traits: { a: 1 } });
    const missing = 'active cpu_cap max_lwps max_physical_memory max_swap name quota version zfs_io_priority'.split(
      ' ',
    );
    expect(answer.body).toEqual({
      code: 'InvalidArgument',
      message: 'Package is invalid',
      errors: missing.map((field) => ({ field, code: 'Missing', message: 'is missing' })),
    });
  });

  test('what is empty', async () => {
    const answer = await papi.request('POST', '/packages', packageOf({ uuid: '', name: '', version: '' }));
    expect(answer.body.errors).toEqual(
      ['name', 'version'].map((field) => ({ field, code: 'Missing', message: 'is empty' })),
    );
  });

  test('types first, by name, then rules', async () => {
    const faulty = {
      os: 2,
      max_physical_memory: 32,
      quota: 512,
      max_swap: 256,
      zfs_io_priority: 100000,
      networks: ['aefd7d3c-a4fd-4812-9dd7-24733974d861', 'de749393-836c-42ce-9c7b-'],
      uuid: 'invalid-uuid-for-sure',
      alloc_server_spread: 'invalid',
    };
    const answer = await papi.request('POST', '/packages', packageOf(faulty));
    expect(answer.body.errors).toEqual([
      invalid('networks', 'must only contain UUIDs'),
      invalid('os', 'must be string'),
      invalid('uuid', 'must be UUID'),
      invalid('alloc_server_spread', 'must be one of: min-ram, random, min-owner'),
      invalid('max_physical_memory', 'must be greater or equal to 64'),
      invalid('quota', 'must be greater or equal to 1024'),
      invalid('quota', 'must be a multiple of 1024'),
      invalid('zfs_io_priority', 'must be greater or equal to 0, and less than or equal to 16383'),
    ]);
  });

  test.each([
    ['active', 'yes', 'must be boolean'],
    ['brand', 'xen', 'must be one of: bhyve, joyent, joyent-minimal, kvm, lx'],
    ['cpu_burst_ratio', '0.5', 'must be float'],
    ['cpu_cap', 19, 'must be greater or equal to 20'],
    ['default', 1, 'must be boolean'],
    ['flexible_disk', 'true', 'must be boolean'],
    ['fss', '25', 'must be integer'],
    ['max_lwps', 249, 'must be greater or equal to 250'],
    ['max_swap', 3839, 'cannot be less than max_physical_memory'],
    ['min_platform', [], 'must be a hash'],
    ['name', 'a', /^must match .* and not contain repeated/],
    ['name', "@#$'!", /^must match .* and not contain repeated/],
    ['name', 'b4--x', /^must match .* and not contain repeated/],
    ['name', "x'; drop table papi.packages; --", /^must match .* and not contain repeated/],
    ['networks', 'x', 'must be an array'],
    ['owner_uuids', [1], 'must only contain UUIDs'],
    ['quota', 1024.5, 'must be integer'],
    ['quota', 1280, 'must be a multiple of 1024'],
    ['quota', 2 ** 31, 'must be less or equal to 1073741824'],
    ['quota', '10240', 'must be integer'],
    ['traits', 'x', 'must be a hash'],
    ['traits', null, 'must be a hash'],
    ['uuid', 5, 'must be UUID'],
    ['uuid', randomUUID().toUpperCase(), 'must be UUID'],
    ['vcpus', 0, 'must be greater or equal to 1, and less or equal to 64'],
    ['vcpus', 65, 'must be greater or equal to 1, and less or equal to 64'],
    ['zfs_io_priority', -1, /^must be greater or equal to 0/],
  ])('%s cannot be %j', async (field, value, message) => {
    const answer = await papi.request('POST', '/packages', packageOf({ [field]: value }));
    expect([answer.status, answer.body.message]).toEqual([409, 'Package is invalid']);
    const expected: unknown = typeof message === 'string' ? message : expect.stringMatching(message);
    expect(answer.body.errors).toEqual([{ field, code: 'Invalid', message: expected }]);
  });

  test('skip_validation does not make a uuid of anything else', async () => {
    const answer = await papi.request('POST', '/packages?skip_validation=true', { uuid: 'x' });
    expect(answer.body).toMatchObject({ message: 'Package is invalid', errors: [invalid('uuid', 'must be UUID')] });
  });
});

describe('what is no package is not found:', () => {
  test.each([randomUUID(), 'x', '..%2fping', '%00', "'%20or%20true", 'x'.repeat(300), '%E2%98%83'])(
    '%s',
    async (id) => {
      const requests = [['GET'], ['HEAD'], ['PUT', {}], ['DELETE'], ['DELETE', { force: true }]] as const;
      for (const [method, body] of requests) {
        const answer = await papi.request(method, `/packages/${id}`, body);
        expect(answer.status).toBe(404);
        if (method !== 'HEAD') expect(answer.body).toMatchObject({ code: 'ResourceNotFound' });
      }
    },
  );

  test('in the words clients know', async () => {
    const uuid = randomUUID();
    const answer = await papi.request('GET', `/packages/${uuid}`);
    expect(answer.body).toEqual({ code: 'ResourceNotFound', message: `Package ${uuid} does not exist` });
  });
});

test.each([
  ['DELETE', '?force=perhaps', undefined, 'force'],
  ['DELETE', '', { force: 'yes' }, 'force'],
  ['DELETE', '', { froce: true }, 'froce'],
  ['PUT', '?skip_validation=2', {}, 'skip_validation'],
])('%s%s with %j is refused, naming %s', async (method, query, body, field) => {
  const answer = await papi.request(method, `${path}${query}`, body);
  expect([answer.status, answer.body]).toMatchObject([409, { code: 'InvalidArgument', errors: [{ field }] }]);
});

test.each([
  ['PATCH', '/packages'],
  ['DELETE', '/packages'],
  ['POST', '/ping'],
])('%s %s is no operation', async (method, at) => {
  const answer = await papi.request(method, at, {});
  expect([answer.status, answer.body.code]).toEqual([405, 'BadMethod']);
});
