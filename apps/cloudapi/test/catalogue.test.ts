import { newKeyPair } from './key-pairs';
import { FLEXIBLE, IMAGE, NEWER_FLEXIBLE, OF_GLOBEX, EXTERNAL, imageNamed, PRIVATE_OF_GLOBEX } from './seed';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const get = (path: string, headers = {}) => world.request('GET', path, { headers });
const names = async (path: string) => ((await get(path)).body as { name: string }[]).map(({ name }) => name);

describe('packages', () => {
  test('a package has CloudAPI’s words for it, and what RFD 154 added', async () => {
    expect((await get(`/acme/packages/${FLEXIBLE}`)).body).toEqual({
      id: FLEXIBLE,
      name: 'b4-highcpu-bhyve-3.75g',
      version: '1.0.0',
      brand: 'bhyve',
      memory: 3840,
      disk: 102_400,
      swap: 15_360,
      lwps: 4000,
      vcpus: 2,
      default: false,
      group: 'Compute Optimized bhyve',
      flexible_disk: true,
    });
    expect((await get('/acme/packages/boot-takes-all')).body).toMatchObject({ disks: [{ size: 'remaining' }] });
  });

  test('by name it is the highest version', async () => {
    expect((await get('/acme/packages/twice')).body).toMatchObject({ id: NEWER_FLEXIBLE, version: '1.10.0' });
  });

  test('what is not active or not for this account is not listed', async () => {
    const listed = await names('/acme/packages');
    expect(listed).toContain('inflexible');
    expect(listed).not.toContain('retired');
    expect(listed).not.toContain('of-globex');
    expect(await get(`/acme/packages/${OF_GLOBEX}`)).toMatchObject({ status: 404, body: { code: 'ResourceNotFound' } });
  });

  test('filters go to PAPI under its own names', async () => {
    expect(await names('/acme/packages?disk=102400&name=inflexible')).toEqual(['inflexible']);
    expect(await names('/acme/packages?disk=1')).toEqual([]);
  });
});

describe('images', () => {
  test('an image, and the list of those one may use', async () => {
    expect((await get(`/acme/images/${IMAGE}`)).body).toMatchObject({ id: IMAGE, type: 'zvol', image_size: 10_240 });
    const listed = await names('/acme/images');
    expect(listed).toContain('large');
    expect(listed).not.toContain('of-globex');
    expect(listed).not.toContain('disabled');
    expect(await names('/acme/images?state=all&name=disabled')).toEqual(['disabled']);
    expect((await get(`/acme/images/${imageNamed('of-globex')}`)).status).toBe(404);
  });

  test('before version 8 the type is a kind of machine', async () => {
    const typeFor = async (version: string) =>
      ((await get(`/acme/images/${IMAGE}`, { 'accept-version': version })).body as { type: string }).type;
    expect([await typeFor('~7.3'), await typeFor('8')]).toEqual(['virtualmachine', 'zvol']);
  });
});

test('networks are those the account may use', async () => {
  expect(await names('/acme/networks')).toEqual(['external']);
  expect((await get(`/acme/networks/${EXTERNAL}`)).body).toMatchObject({ id: EXTERNAL, public: true });
  expect(await get(`/acme/networks/${PRIVATE_OF_GLOBEX}`)).toMatchObject({ status: 404 });
});

describe('keys', () => {
  test('are added, listed, got by name or fingerprint, and removed', async () => {
    const { fingerprintMd5, openssh } = newKeyPair('rsa').publicKey;
    const created = await world.request('POST', '/acme/keys', {
      body: { name: 'desk top', key: `${openssh} me@desk\n` },
    });
    const key = { name: 'desk top', fingerprint: fingerprintMd5, key: openssh };
    expect([created.status, created.body]).toEqual([201, key]);
    expect(created.headers.get('location')).toBe('/acme/keys/desk%20top');
    expect(await names('/acme/keys')).toEqual(['desk top', 'laptop']);
    expect((await get('/acme/keys/desk%20top')).body).toEqual(key);
    expect((await get(`/acme/keys/${encodeURIComponent(fingerprintMd5)}`)).body).toEqual(key);
    const removed = await world.request('DELETE', `/acme/keys/${encodeURIComponent(fingerprintMd5)}`);
    expect([removed.status, removed.text]).toEqual([204, '']);
    expect(await get('/acme/keys/desk%20top')).toMatchObject({ status: 404, body: { code: 'ResourceNotFound' } });
    expect((await world.request('DELETE', '/acme/keys/desk%20top')).status).toBe(404);
  });

  test('a key that the account has is not added twice', async () => {
    const { openssh } = world.keys.acme.publicKey;
    const answer = await world.request('POST', '/acme/keys', { body: { name: 'again', key: openssh } });
    expect(answer).toMatchObject({ status: 409, body: { code: 'InvalidArgument', errors: [{ field: 'key' }] } });
  });
});

test('an account has no limits', async () => {
  const answer = await get('/acme/limits');
  expect([answer.status, answer.body, answer.headers.get('x-resource-count')]).toEqual([200, [], '0']);
});

test('datacenters and services name this one by the address the client used', async () => {
  expect((await get('/acme/datacenters')).body).toEqual({ 'us-test-1': world.url });
  expect((await get('/acme/services')).body).toEqual({ cloudapi: world.url });
});

test.each(['/acme/packages', '/acme/images', '/acme/networks'])('%s is to be had page by page', async (path) => {
  const all = await names(path);
  const pages = [await names(`${path}?limit=1`), await names(`${path}?limit=1000&offset=1`)];
  expect(pages.flat()).toEqual(all);
  expect(await names(`${path}?offset=1000`)).toEqual([]);
  const { headers } = await get(`${path}?limit=1`);
  expect([headers.get('x-query-limit'), headers.get('x-resource-count')]).toEqual(['1', String(pages[0]?.length)]);
  for (const query of ['limit=0', 'limit=1001', 'offset=-1', 'limit=x']) {
    expect((await get(`${path}?${query}`)).status).toBe(409);
  }
});
