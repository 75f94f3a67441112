import { startWorld, type World } from './world';

const FORGED: Record<string, string>[] = [
  { 'x-forwarded-for': '10.0.0.1' },
  { forwarded: 'for=10.0.0.1' },
  { 'x-real-ip': '10.0.0.1' },
];

let world: World;
beforeAll(async () => {
  world = await startWorld({ throttle: { perSecond: { read: 0.01, change: 0.01 }, burstSeconds: 300 } });
});
afterAll(() => world.stop());

test('an account that asks too often is told when to come back; others, changes and ping go on', async () => {
  for (let i = 0; i < 3; i++) expect((await world.request('GET', '/acme')).status).toBe(200);
  const throttled = await world.request('GET', '/acme/machines');
  expect(throttled).toMatchObject({ status: 429, body: { code: 'RequestThrottled' } });
  expect(Number(throttled.headers.get('retry-after'))).toBeGreaterThan(90);
  expect(throttled.headers.get('access-control-expose-headers')).toContain('Retry-After');
  expect((await world.request('POST', '/acme', { body: {} })).status).toBe(200);
  expect((await world.request('GET', '/globex', { login: 'globex', key: world.keys.globex })).status).toBe(200);
  for (let i = 0; i < 5; i++) expect((await world.request('GET', '/--ping', { key: null })).status).toBe(200);
});

test('no header makes anyone another one, for whom a new count begins', async () => {
  const send = (headers: Record<string, string>) =>
    world.request('POST', '/initech', { login: 'globex', key: world.keys.globex, body: {}, headers });
  for (const headers of FORGED) expect((await send(headers)).status).toBe(404);
  const own = { login: 'globex', key: world.keys.globex, body: {} };
  for (let left = 3; left > 0; left--) expect((await world.request('POST', '/globex', own)).status).toBe(200);
  for (const headers of FORGED) {
    expect((await world.request('POST', '/globex', { ...own, headers })).status).toBe(429);
    expect((await world.request('POST', '/my', { ...own, headers })).status).toBe(429);
  }
});

test('who cannot sign is refused for that, and uses up nobody’s share', async () => {
  const asked = { key: world.keys.globex, keyName: 'laptop' };
  for (let i = 0; i < 5; i++) expect((await world.request('POST', '/acme', { ...asked, body: {} })).status).toBe(401);
  expect((await world.request('POST', '/acme', { body: {} })).status).toBe(200);
});
