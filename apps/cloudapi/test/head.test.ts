import { EXTERNAL, IMAGE } from './seed';
import { operation, pathOf, signedOperations } from './sweep';
import { startSweptWorld } from './swept-world';
import type { World } from './world';

let world: World;
let values: Record<string, string>;

beforeAll(async () => {
  ({ world, values } = await startSweptWorld());
});
afterAll(() => world.stop());

const readers = signedOperations.filter(({ method }) => method === 'get').map(({ name }) => name);
const OWN_IDS: Record<string, string> = { GetImage: IMAGE, GetNetwork: EXTERNAL };
const SAME = ['content-length', 'content-type', 'etag', 'x-resource-count', 'x-query-limit', 'triton-datacenter-name'];

test.each(readers)('HEAD of %s is its GET without the body', async (name) => {
  const path = pathOf(operation(name), { ...values, ...(OWN_IDS[name] ? { id: OWN_IDS[name] } : {}) });
  const [get, head] = [await world.request('GET', path), await world.request('HEAD', path)];
  const { status } = operation(name);
  expect([get.status, head.status, head.text]).toEqual([status, status, '']);
  for (const header of SAME) expect(head.headers.get(header)).toBe(get.headers.get(header));
});

test('HEAD of what is not there, is gone, or is asked without a key has the status of GET', async () => {
  const gone = world.putVm({ state: 'destroyed' });
  for (const [path, status] of [
    ['/acme/machines/11111111-2222-4333-8444-555555555555', 404],
    [`/acme/machines/${gone.uuid}`, 410],
  ] as const) {
    expect(await world.request('HEAD', path)).toMatchObject({ status, text: '' });
  }
  expect((await world.request('HEAD', '/acme', { key: null })).status).toBe(401);
  expect((await world.request('HEAD', '/--ping', { key: null })).status).toBe(200);
});
