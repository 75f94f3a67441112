import { randomUUID } from 'node:crypto';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const GIB = 1024;
const reserve = (server: string, disk: number, vm: string = randomUUID(), ram = 0) =>
  world.call('POST', `/servers/${server}/vms/${vm}/reserve`, { disk, ram });
const capacityOf = async (server: string) =>
  (await world.call('POST', '/capacity', { servers: [server] })).body.capacities[server];

test('space to grow into is held for the VM, once however often it asks, until it is released', async () => {
  const server = await world.addServer({ diskGib: 100 });
  const before = await capacityOf(server);
  const vm = randomUUID();
  await reserve(server, 30 * GIB, vm);
  expect((await reserve(server, 20 * GIB, vm, 512)).status).toBe(204);
  expect(await capacityOf(server)).toEqual({
    ...before,
    disk: (before?.disk ?? 0) - 20 * GIB,
    ram: (before?.ram ?? 0) - 512,
  });
  // A report of the VM says nothing about whether it has grown.
  expect((await world.call('DELETE', `/allocations/${vm}`)).status).toBe(204);
  expect((await capacityOf(server))?.disk).toBe((before?.disk ?? 0) - 20 * GIB);
  expect((await world.call('DELETE', `/allocations/${vm}?growth=true`)).status).toBe(204);
  expect((await world.call('DELETE', `/allocations/${vm}?growth=true`)).status).toBe(204);
  expect(await capacityOf(server)).toEqual(before);
});

test('of many that want the last room at once, those get it who fit', async () => {
  const server = await world.addServer({ diskGib: 100 });
  const answers = await Promise.all(Array.from({ length: 8 }, () => reserve(server, 30 * GIB)));
  expect(answers.filter(({ status }) => status === 204)).toHaveLength(3);
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
    code: 'NoAllocatableServers',
    errors: [{ field: 'quota', code: 'InsufficientCapacity', message: expect.stringContaining('30720 MiB') }],
  });
});

test('a new VM does not get what is held for one that grows', async () => {
  const server = await world.addServer({ diskGib: 100 });
  await reserve(server, 60 * GIB);
  const vm = { uuid: randomUUID(), owner_uuid: randomUUID(), ram: GIB, quota: 1, flexible_disk_size: 60 * GIB };
  const { status } = await world.call('POST', '/allocate', { vm, servers: [server] });
  expect(status).toBe(409);
});

test('what is held while a VM has grown is held a little longer, and not for ever', async () => {
  const server = await world.addServer({ diskGib: 100 });
  const before = await capacityOf(server);
  const vm = randomUUID();
  await reserve(server, GIB, vm);
  await world.call('DELETE', `/allocations/${vm}?growth=true&after=600`);
  expect((await capacityOf(server))?.disk).toBe((before?.disk ?? 0) - GIB);
});

test.each([['a server nobody knows', randomUUID(), 404, 'ResourceNotFound']])(
  '%s has no room',
  async (_what, server, status, code) => {
    const answer = await reserve(server, 1);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  },
);

test('memory counts as well', async () => {
  const server = await world.addServer({ diskGib: 100, ramGib: 16 });
  const { body } = await reserve(server, 0, randomUUID(), 32 * GIB);
  expect(body).toMatchObject({ code: 'NoAllocatableServers', errors: [{ field: 'ram' }] });
});
