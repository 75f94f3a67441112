import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

test('ping needs no credentials and tells the versions', async () => {
  const answer = await world.request('GET', '/--ping', { key: null });
  expect(answer.body).toEqual({
    ping: 'pong',
    cloudapi: { versions: ['7.0.0', '7.1.0', '7.2.0', '7.3.0', '8.0.0', '9.0.0', '9.4.3'] },
  });
  expect(answer.headers.get('triton-datacenter-name')).toBe('us-test-1');
});

test.each(['~9||~8', '8', '~9.0', '9.4.3', '~9', '^9.0.0', '>=8', '*', '7.2.0'])(
  'Accept-Version %s reaches the disk operations',
  async (version) => {
    const vm = world.putVm();
    const answer = await world.request('GET', `/acme/machines/${vm.uuid}/disks`, {
      headers: { 'accept-version': version },
    });
    expect(answer.status).toBe(200);
  },
);

test.each(['9.5.0', '~10', '6', 'nonsense', '9'.repeat(1000)])(
  'Accept-Version %s is not supported',
  async (version) => {
    const answer = await world.request('GET', '/acme/machines', { headers: { 'accept-version': version } });
    expect(answer).toMatchObject({ status: 400, body: { code: 'InvalidVersion' } });
  },
);

const EXPOSED = [
  'Api-Version',
  'ETag',
  'Location',
  'Request-Id',
  'Response-Time',
  'Retry-After',
  'X-Job-Uuid',
  'X-Query-Limit',
  'X-Resource-Count',
];

test('every answer has the headers that shipped clients look for', async () => {
  for (const path of ['/acme/machines', '/acme/machines/nonsense', '/nowhere/at/all']) {
    const { headers } = await world.request('GET', path, { headers: { 'request-id': 'mine-1' } });
    expect(headers.get('api-version')).toBe('9.4.3');
    expect(headers.get('request-id')).toBe('mine-1');
    expect(headers.get('server')).toBe('cloudapi/9.4.3');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-methods')).toContain('DELETE');
    for (const exposed of EXPOSED) expect(headers.get('access-control-expose-headers')).toContain(exposed);
    // Shipped clients check it where it is sent.
    expect(headers.get('content-md5')).toBeNull();
    expect(Number(headers.get('response-time'))).toBeGreaterThanOrEqual(0);
    expect(Date.parse(headers.get('date') ?? '')).not.toBeNaN();
  }
});

test('metrics are not to be had at the public address, only at one of this host alone', async () => {
  expect((await world.request('GET', '/metrics', { key: null })).status).toBe(401);
  expect((await world.request('GET', '/metrics')).status).toBe(404);
  const metrics = await (await fetch(world.metricsUrl)).text();
  expect(metrics).toContain('GetAccount');
});
