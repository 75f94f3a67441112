import { packageOf } from './package-of';
import { startPapi, type TestPapi } from './papi';

const ANN = '7f5501af-12da-4727-8579-625e527ed1f2';
const BOB = 'c39b6d6a-1c11-4d1b-b213-174974d71b45';
const NETWORK = 'de749393-836c-42ce-9c7b-e81072ca3a23';

let papi: TestPapi;
beforeAll(async () => {
  papi = await startPapi();
  const packages = [
    { name: 'api_test_128', group: 'ramones', networks: [NETWORK], vcpus: 1, quota: 5120, brand: 'bhyve' },
    { name: 'api_test_2048', active: false, owner_uuids: [ANN], quota: 81920, description: '100% (of it)' },
    { name: 'api_test_512', owner_uuids: [ANN, BOB], quota: 10240, flexible_disk: true, disks: [{}] },
    { name: 'other.512', owner_uuids: [BOB], quota: 10240, brand: 'kvm', cpu_burst_ratio: 0.5 },
  ];
  for (const attributes of packages) await papi.request('POST', '/packages', packageOf(attributes));
});
afterAll(() => papi.close());

const [P128, P2048, P512, OTHER] = ['api_test_128', 'api_test_2048', 'api_test_512', 'other.512'];
const list = (query: Record<string, string>, method = 'GET') =>
  papi.request(method, `/packages?${new URLSearchParams(query).toString()}`);

test('without filters all packages are listed, in the order they were made', async () => {
  const answer = await list({});
  expect(answer.status).toBe(200);
  expect(answer.list.map(({ name }) => name)).toEqual([P128, P2048, P512, OTHER]);
  expect(answer.headers.get('x-resource-count')).toBe('4');
  expect(answer.list[2]).toMatchObject({ v: 1, disks: [{}] });
});

describe('packages are found by', () => {
  test.each<[string, Record<string, string>, (string | undefined)[]]>([
    ['a name', { name: 'api_test_128' }, [P128]],
    ['a wildcard', { name: 'api_test_*' }, [P128, P2048, P512]],
    ['a wildcard in the middle', { name: '*est_*2' }, [P512]],
    ['having an attribute', { brand: '*' }, [P128, OTHER]],
    ['a name where _ and % are only themselves', { name: 'api%test_128' }, []],
    ['a name where . is only itself', { name: 'other?512' }, []],
    ['alternatives', { name: '["api_test_128","other.512"]' }, [P128, OTHER]],
    ['alternatives with wildcards', { name: '["*128","*2048"]' }, [P128, P2048]],
    ['alternatives that are numbers', { quota: '[5120, 81920]' }, [P128, P2048]],
    ['a number', { quota: '10240' }, [P512, OTHER]],
    ['a number as another text', { quota: '1.024e4' }, [P512, OTHER]],
    ['a fraction', { cpu_burst_ratio: '0.5' }, [OTHER]],
    ['a boolean', { active: 'false' }, [P2048]],
    ['a boolean in capitals', { flexible_disk: 'True' }, [P512]],
    ['one of a list', { networks: NETWORK }, [P128]],
    ['a wildcard in a list', { networks: 'de749393-*' }, [P128]],
    ['an owner, and what nobody owns', { owner_uuids: ANN }, [P128, P2048, P512]],
    ['owners, and what nobody owns', { owner_uuids: `["${ANN}","${BOB}"]` }, [P128, P2048, P512, OTHER]],
    ['no owner', { owner_uuids: '[]' }, [P128]],
    ['several attributes', { name: 'api_test_*', owner_uuids: BOB, quota: '10240' }, [P512]],
    ['a text with signs of SQL and LDAP', { description: '100% (of it)' }, [P2048]],
    ['none of the alternatives beside others', { name: '[]', active: 'true' }, []],
    ['a text that begins like a list', { name: '[api' }, []],
    ['an injected filter', { name: 'x)(owner_uuids=*' }, []],
    ['injected SQL', { name: "' or true --" }, []],
    ['an unknown parameter', { nonsense: '1', brand: 'kvm' }, [OTHER]],
  ])('%s', async (_what, query, names) => {
    const answer = await list(query);
    expect([answer.status, answer.list.map(({ name }) => name)]).toEqual([200, names]);
    expect(answer.headers.get('x-resource-count')).toBe(String(names.length));
  });

  test.each<[string, (string | undefined)[]]>([
    ['(&(name=api_test*)(max_physical_memory>=64)(vcpus=1))', [P128]],
    ['(|(name=other.512)(quota<=5120))', [P128, OTHER]],
    ['(!(brand=kvm))', [P128, P2048, P512]],
    ['(&(!(owner_uuids=*))(active=true))', [P128]],
    [`(owner_uuids=${ANN})`, [P2048, P512]],
    ['(name:caseIgnoreSubstringsMatch:=API_TEST*)', [P128, P2048, P512]],
    ['(name:caseIgnoreMatch:=API_TEST_128)', [P128]],
    ['(description=100% \\28of it\\29)', [P2048]],
    ['(name=api\\2a)', []],
    ['(created_at>=2001-01-01T00:00:00.000Z)', [P128, P2048, P512, OTHER]],
    ['(created_at<=2001-01-01T00:00:00.000Z)', []],
  ])('the LDAP filter %s', async (filter, names) => {
    const answer = await list({ filter, name: 'ignored' });
    expect([answer.status, answer.list.map(({ name }) => name)]).toEqual([200, names]);
  });
});

test('one of no alternatives, and nothing else, is not found', async () => {
  const answer = await list({ name: '[]' });
  expect([answer.status, answer.body]).toEqual([404, {}]);
});

test.each<[Record<string, string>, (string | undefined)[]]>([
  [{ sort: 'name' }, [P128, P2048, P512, OTHER]],
  [{ sort: 'name', order: 'DESC' }, [OTHER, P512, P2048, P128]],
  [{ sort: 'quota', order: 'asc' }, [P128, P512, OTHER, P2048]],
  [{ order: 'desc' }, [OTHER, P512, P2048, P128]],
  [{ sort: 'created_at', order: 'DESC', limit: '1' }, [OTHER]],
  [{ limit: '2' }, [P128, P2048]],
  [{ limit: '2', offset: '3' }, [OTHER]],
  [{ limit: '0', offset: '2' }, [P512, OTHER]],
  [{ offset: '9' }, []],
])('%j gives that page of all four', async (query, names) => {
  const answer = await list(query);
  expect([answer.status, answer.list.map(({ name }) => name)]).toEqual([200, names]);
  expect(answer.headers.get('x-resource-count')).toBe('4');
});

test('HEAD counts', async () => {
  const answer = await list({ name: 'api_test_*', limit: '1' }, 'HEAD');
  expect([answer.status, answer.headers.get('x-resource-count'), answer.body]).toEqual([200, '3', {}]);
});

describe('a list is refused, naming the parameter, for', () => {
  test.each<[Record<string, string>, string]>([
    [{ quota: 'lots' }, 'quota'],
    [{ quota: '' }, 'quota'],
    [{ quota: '[1024, "x"]' }, 'quota'],
    [{ vcpus: 'Infinity' }, 'vcpus'],
    [{ created_at: 'yesterday' }, 'created_at'],
    [{ traits: 'x' }, 'traits'],
    [{ disks: '*' }, 'disks'],
    [{ v: '1' }, 'v'],
    [{ limit: '-1' }, 'limit'],
    [{ limit: '1001' }, 'limit'],
    [{ limit: 'many' }, 'limit'],
    [{ offset: '1.5' }, 'offset'],
    [{ order: 'up' }, 'order'],
    [{ sort: 'disks' }, 'sort'],
    [{ sort: 'name; drop table papi.packages' }, 'sort'],
    [{ sort: '__proto__' }, 'sort'],
    [{ name: 'a\0b' }, 'name'],
    [{ filter: '(&(max_physical_memory>=64)vcpus=1)' }, 'filter'],
    [{ filter: '(name=x' }, 'filter'],
    [{ filter: 'name=x' }, 'filter'],
    [{ filter: '(&)' }, 'filter'],
    [{ filter: '(name=x)(name=y)' }, 'filter'],
    [{ filter: '(name=\\00)' }, 'filter'],
    [{ filter: `${'(!'.repeat(40)}(name=x)${')'.repeat(40)}` }, 'filter'],
    [{ filter: '(traits=x)' }, 'traits'],
    [{ filter: '(constructor=x)' }, 'constructor'],
  ])('%j', async (query, field) => {
    const answer = await list(query);
    expect([answer.status, answer.body.code]).toEqual([409, 'InvalidArgument']);
    expect(answer.body.errors).toMatchObject([{ field }]);
  });

  test.each([
    ['name', 'x'.repeat(8193)],
    ['filter', '('.repeat(2000)],
  ])('a novel in %s', async (field, value) => {
    const answer = await list({ [field]: value });
    expect([answer.status, answer.body]).toMatchObject([409, { errors: [{ field }] }]);
    expect(JSON.stringify(answer.body).length).toBeLessThan(300);
  });

  test('a parameter that is there twice', async () => {
    const answer = await papi.request('GET', '/packages?name=a&name=b');
    expect([answer.status, answer.body]).toMatchObject([409, { errors: [{ field: 'name' }] }]);
  });

  test('an LDAP filter that is none, in the words clients know', async () => {
    const answer = await list({ filter: '(x' });
    expect(answer.body.message).toBe('Provided search filter is not valid');
  });
});
