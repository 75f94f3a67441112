import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => void (world = await startWorld()));
afterAll(() => world.close());
beforeEach(() => world.reset());

test.each([['package', 'list'], ['pkg', 'ls'], ['packages'], ['pkgs']])(
  '"triton %s %s" lists packages by size',
  async (...words) => {
    expect((await world.triton(...words)).stdout).toEqual([
      'SHORTID   NAME                    MEMORY  DISK    VCPUS  FLEXIBLE_DISK',
      '44444444  sample-1g               1024    25600   2      -',
      '33333333  b4-highcpu-bhyve-3.75g  3840    102400  2      true',
    ]);
  },
);

test.each([['image', 'list'], ['img', 'ls'], ['images'], ['imgs']])(
  '"triton %s %s" lists images, newest last',
  async (...words) => {
    expect((await world.triton(...words)).stdout).toEqual([
      'SHORTID   NAME                    VERSION   IMAGE_SIZE  OS     TYPE  PUBDATE',
      '11111111  ubuntu-certified-20.04  20200101  10240       linux  zvol  2020-01-02',
      '22222222  ubuntu-certified-20.04  20210101  10240       linux  zvol  2021-01-02',
    ]);
  },
);

test.each([['network', 'list'], ['net', 'ls'], ['networks'], ['nets']])(
  '"triton %s %s" lists networks',
  async (...words) => {
    expect((await world.triton(...words)).stdout).toEqual([
      'SHORTID   NAME      PUBLIC',
      '55555555  external  true',
      '66666666  office    false',
    ]);
  },
);

test.each([['key', 'list'], ['keys']])('"triton %s %s" lists keys', async (...words) => {
  expect((await world.triton(...words)).stdout).toEqual([
    `FINGERPRINT${' '.repeat(36)}  NAME`,
    `${world.cloudapi.keyId}  test`,
  ]);
});

test.each([
  ['package', 'sample-1g', '44444444-bbbb-4000-8000-000000000004'],
  ['package', '33333333', '33333333-bbbb-4000-8000-000000000003'],
  ['image', 'ubuntu-certified-20.04', '22222222-aaaa-4000-8000-000000000002'],
  ['network', 'office', '66666666-cccc-4000-8000-000000000006'],
  ['network', '66666666-CCCC-4000-8000-000000000006', '66666666-cccc-4000-8000-000000000006'],
])('"triton %s get %s" prints it', async (kind, text, id) => {
  const long = await world.triton(kind, 'get', text);
  expect(JSON.parse(long.stdout.join('\n'))).toMatchObject({ id });
  expect(long.stdout.length).toBeGreaterThan(1);
  expect((await world.triton(kind, 'get', '-j', text)).stdout).toHaveLength(1);
});

test.each(['package', 'image', 'network'])('"triton %s get" of what is not there exits with 3', async (kind) => {
  for (const text of ['nonesuch', '', '%', 'a\nb']) {
    const { status, stdout, stderr } = await world.triton(kind, 'get', text);
    expect([status, stdout]).toEqual([3, []]);
    expect(stderr).toEqual([
      expect.stringContaining(`no ${kind} with name, id or short id ${JSON.stringify(text)} was found`),
    ]);
  }
});

test('an ambiguous short id is refused, a name goes before it', async () => {
  const { packages } = world.cloudapi.cloud.catalogue;
  const [first] = packages;
  if (!first) throw new Error('there are packages');
  packages.push({ ...first, id: '33333333-ffff-4000-8000-000000000009', name: '44444444' });
  const { status, stderr } = await world.triton('package', 'get', '33333333');
  expect([status, stderr]).toEqual([
    2,
    ['triton package get: error (Usage): "33333333" means 2 packages: give the whole id of one'],
  ]);
  expect((await world.triton('package', 'get', '-j', '44444444')).stdout.join()).toContain('33333333-ffff');
});

test('-a asks for images in every state', async () => {
  await world.triton('image', 'list', '-a');
  await world.triton('image', 'get', '-a', '11111111');
  await world.triton('image', 'list', '-a', 'state=disabled');
  expect(world.cloudapi.asked).toEqual([
    'GET /acme/images?state=all',
    'GET /acme/images?state=all',
    'GET /acme/images?state=disabled',
  ]);
});

test('networks are filtered by whether they are public', async () => {
  expect((await world.triton('network', 'list', '-Ho', 'name', 'public=false')).stdout).toEqual(['office']);
  expect((await world.triton('network', 'list', 'name=x')).status).toBe(2);
});

test('account get prints the account', async () => {
  expect(JSON.parse((await world.triton('account', 'get', '-j')).stdout.join())).toMatchObject({ login: 'acme' });
});
