import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => void (world = await startWorld()));
afterAll(() => world.close());
beforeEach(() => world.reset());

describe('account', () => {
  test('update changes fields, from arguments and a file', async () => {
    const file = world.write('account.json', { firstName: 'Wile', city: 'Bonn' });
    const { status, stdout } = await world.triton('account', 'update', '-j', '-f', file, 'city=Köln', 'phone=');
    expect(status).toBe(0);
    expect(JSON.parse(stdout.join())).toMatchObject({ firstName: 'Wile', city: 'Köln' });
    expect(world.cloudapi.cloud.account).toMatchObject({ city: 'Köln', phone: '' });
  });

  test('update tells what the service has against a field', async () => {
    const { status, stderr } = await world.triton('account', 'update', 'emial=x@example.com');
    expect([status, stderr.join('\n')]).toEqual([1, expect.stringContaining('emial')]);
    expect((await world.triton('account', 'update')).status).toBe(2);
    expect((await world.triton('account', 'update', 'x')).status).toBe(2);
  });

  test('limits lists them', async () => {
    expect((await world.triton('account', 'limits', '-H')).status).toBe(0);
  });

  test('info sums up', async () => {
    const { cloud } = world.cloudapi;
    cloud.addMachine({ name: 'a' });
    cloud.addMachine({ name: 'b', state: 'stopped' });
    Object.assign(cloud.account, { firstName: 'Wile', lastName: 'Coyote' });
    expect((await world.triton('info')).stdout).toEqual([
      'login: acme',
      'name: Wile Coyote',
      'email: admin@acme.example',
      `url: ${world.cloudapi.url}`,
      'totalDisk: 200G',
      'totalMemory: 7.5G',
      'instances: 2',
      '    running: 1',
      '    stopped: 1',
    ]);
    expect(JSON.parse((await world.triton('info', '-j')).stdout.join())).toMatchObject({
      totalDisk: 204_800,
      totalInstances: 2,
      instances: { running: 1, stopped: 1 },
    });
  });

  test.each(['datacenters', 'services'])('%s are names and URLs', async (command) => {
    const { status, stdout } = await world.triton(command, '-j');
    const found = JSON.parse(stdout.join()) as Record<string, string>;
    expect(status).toBe(0);
    expect((await world.triton(command, '-Ho', 'name')).stdout).toEqual(Object.keys(found).sort());
  });
});

describe('key', () => {
  const PUBLIC = 'ssh-ed25519 AAAA jill@example.com\n';

  test('add takes a file or standard input, get and list show it, delete asks', async () => {
    const file = world.write('id.pub', PUBLIC);
    expect((await world.triton('key', 'add', '-n', 'laptop', file)).stdout).toEqual([
      'Added key laptop (fingerprint-of-laptop)',
    ]);
    await world.tritonOf({ input: PUBLIC }, 'key', 'add', '-n', 'desk', '-');
    expect((await world.triton('key', 'get', 'laptop')).stdout).toEqual([PUBLIC.trim()]);
    expect(JSON.parse((await world.triton('key', 'get', '-j', 'desk')).stdout.join())).toMatchObject({ key: PUBLIC });
    expect((await world.triton('keys', '-Ho', 'name')).stdout).toEqual(['desk', 'laptop', 'test']);
    const { questions } = await world.tritonAsked('n', 'key', 'delete', 'laptop', 'desk');
    expect(questions).toEqual(['Delete keys laptop, desk? [y/n]']);
    const { status, stdout, stderr } = await world.triton('key', 'rm', '-f', 'laptop', 'nonesuch');
    expect([status, stdout]).toEqual([3, ['Deleted key laptop']]);
    expect(stderr).toEqual([
      'triton key delete: error (ResourceNotFound): nonesuch: key not found',
      'triton key delete: error: 1 of 2 keys failed',
    ]);
  });

  test('a private key is never sent', async () => {
    const { status, stderr } = await world.triton('key', 'add', `${world.home}/.ssh/id_ecdsa`);
    expect([status, stderr[0]]).toEqual([2, expect.stringContaining('is a private key: give the public one')]);
    expect(world.cloudapi.asked).toEqual([]);
  });

  test('a fingerprint may be written with MD5: before it, and an empty name is refused', async () => {
    expect((await world.triton('key', 'get', `MD5:${world.cloudapi.keyId}`)).status).toBe(0);
    expect((await world.triton('key', 'get', '')).status).toBe(2);
    expect((await world.triton('key', 'delete', '-f', '')).status).toBe(2);
  });
});

describe('cloudapi', () => {
  test('sends a signed request and prints the answer', async () => {
    world.cloudapi.cloud.addMachine({ name: 'web0' });
    const { status, stdout } = await world.triton('cloudapi', '/acme/machines?name=web0');
    expect([status, JSON.parse(stdout.join('\n'))]).toEqual([0, [expect.objectContaining({ name: 'web0' })]]);
    expect(world.cloudapi.asked).toEqual(['GET /acme/machines?name=web0']);
  });

  test('has methods, data and headers; -i shows status and headers, of a refusal too', async () => {
    const { id } = world.cloudapi.cloud.addMachine({ name: 'web0' });
    const post = ['cloudapi', '-i', '-X', 'post', '-H', 'Accept-Version: ~8', '-d'];
    const { stdout, stderr } = await world.triton(...post, '{"a":1}', `/acme/machines/${id}/tags`);
    expect(stdout.join('')).toBe('{    "a": 1}');
    expect(stderr[0]).toBe('HTTP/1.1 200');
    expect(stderr.join('\n')).toMatch(/\nx-job-uuid: \S+\n/);
    const put = await world.triton('cloudapi', '-d', '{"b":2}', `/acme/machines/${id}/tags`);
    expect([put.status, world.cloudapi.asked.at(-1)]).toEqual([0, `PUT /acme/machines/${id}/tags`]);
    const refused = await world.triton('cloudapi', '-i', '/acme/nonesuch');
    expect([refused.status, refused.stdout, refused.stderr[0]]).toEqual([3, [], 'HTTP/1.1 404']);
    const headers = refused.stderr.join('\n');
    expect(headers).toMatch(/\ncontent-type: application\/json[^]*\ntriton cloudapi: error \(ResourceNotFound\): /);
  });

  test('an answer without a body prints nothing', async () => {
    const { id } = world.cloudapi.cloud.addMachine({ name: 'web0' });
    expect(await world.triton('cloudapi', '-X', 'DELETE', `/acme/machines/${id}`)).toEqual({
      status: 0,
      stdout: [],
      stderr: [],
    });
    expect((await world.triton('cloudapi', '-X', 'HEAD', '/acme/machines')).status).toBe(0);
  });

  test.each([
    [['machines'], '"machines" is not a path'],
    [['/a b'], '"/a b" is not a path'],
    [['/ä'], 'percent-encoded'],
    [['-X', 'PATCH', '/x'], '"PATCH" is not a method; methods are GET, HEAD, POST, PUT, DELETE'],
    [['-d', '{', '/x'], '--data: "{" is not JSON'],
    [['-d', '7', '/x'], '--data must be a JSON object or list'],
    [['-X', 'GET', '-d', '{}', '/x'], 'a GET has no data'],
    [['-H', 'nonsense', '/x'], '"nonsense" is not "Name: value"'],
    [['-H', 'a: b\nc: d', '/x'], 'is not "Name: value"'],
  ])('%j is refused before anything is sent', async (argv, message) => {
    const { status, stderr } = await world.triton('cloudapi', ...argv);
    expect([status, stderr[0]]).toEqual([2, expect.stringContaining(message)]);
    expect(world.cloudapi.asked).toEqual([]);
  });
});
