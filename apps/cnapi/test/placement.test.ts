import { randomUUID } from 'node:crypto';
import { type Answer, startWorld, type World } from './world';

let world: World;
/** The servers of the test that runs: all that its requests may choose from. */
let servers: string[];
beforeAll(async () => {
  world = await startWorld();
});
beforeEach(() => {
  servers = [];
});
afterAll(() => world.close());

const GIB = 1024;
const vmOf = (diskGib: number, more: object = {}) => ({
  uuid: randomUUID(),
  owner_uuid: randomUUID(),
  ram: GIB,
  quota: 1,
  flexible_disk_size: diskGib * GIB,
  ...more,
});
const allocate = (vm: object, more: object = {}) => world.call('POST', '/allocate', { vm, servers, ...more });
async function addServer(options: Parameters<World['addServer']>[0] = {}): Promise<string> {
  const uuid = await world.addServer(options);
  servers.push(uuid);
  return uuid;
}
const serverOf = ({ body }: Answer): string => body.server?.uuid;

test('the server with the most room is chosen, and the room is held', async () => {
  const small = await addServer({ diskGib: 150 });
  const large = await addServer({ diskGib: 200 });
  expect(serverOf(await allocate(vmOf(100)))).toBe(large);
  expect(serverOf(await allocate(vmOf(100)))).toBe(small);
  const { status, body } = await allocate(vmOf(100));
  expect([status, body.code]).toEqual([409, 'NoAllocatableServers']);
  expect(body.errors).toEqual(
    expect.arrayContaining([
      {
        field: small,
        code: 'InsufficientCapacity',
        message: expect.stringMatching(/needs \d+ MiB of disk and has \d+/),
      },
    ]),
  );
});

test('two requests at once never both get the last room', async () => {
  await addServer({ diskGib: 110 });
  await addServer({ diskGib: 110 });
  const answers = await Promise.all(Array.from({ length: 12 }, () => allocate(vmOf(100))));
  const placed = answers.filter(({ status }) => status === 200).map(serverOf);
  expect(placed).toHaveLength(2);
  expect(new Set(placed).size).toBe(2);
});

test('asking again for a VM gives the same server and holds the room once', async () => {
  const [one, other] = [await addServer({ diskGib: 150 }), await addServer({ diskGib: 140 })];
  const vm = vmOf(100);
  expect(serverOf(await allocate(vm))).toBe(one);
  expect(serverOf(await allocate(vm))).toBe(one);
  expect(serverOf(await allocate(vmOf(100)))).toBe(other);
});

test('a promise ends when the VM is reported, since the node then counts it', async () => {
  const server = await addServer({ diskGib: 110 });
  const vm = vmOf(100);
  await allocate(vm);
  const report = (state: string, availableGib: number) =>
    world.status(server, {
      vms: { [vm.uuid]: { uuid: vm.uuid, state, max_physical_memory: GIB } },
      diskinfo: { pool_size_bytes: 2 ** 40, pool_available_bytes: availableGib * 2 ** 30 },
      meminfo: { total_bytes: 2 ** 38 },
    });
  const unreserved = async () => (await world.call('GET', `/servers/${server}`)).body.unreserved_disk;
  await report('provisioning', 110);
  expect(await unreserved()).toBeLessThan(10 * GIB);
  await report('stopped', 110);
  expect(await unreserved()).toBe(110 * GIB);
});

test('the space that no disk has yet is held too, with its metadata', async () => {
  await addServer({ diskGib: 101 });
  expect((await allocate(vmOf(100, { disks: [{ size: 10 * GIB }] }))).status).toBe(409);
  expect((await allocate(vmOf(96, { disks: [{ size: 10 * GIB }] }))).status).toBe(200);
});

test('disks of an inflexible VM count one by one, the boot disk as large as its image', async () => {
  await addServer({ diskGib: 33 });
  const vm = { uuid: randomUUID(), owner_uuid: randomUUID(), ram: GIB, disks: [{}, { size: 20 * GIB }] };
  expect((await allocate(vm, { image: { image_size: 12 * GIB } })).status).toBe(409);
  expect((await allocate(vm, { image: { image_size: 10 * GIB, name: 'ubuntu' } })).status).toBe(200);
});

test('memory runs out as disk does', async () => {
  await addServer({ ramGib: 10 });
  expect((await allocate(vmOf(10, { ram: 8 * GIB }))).status).toBe(200);
  const { body } = await allocate(vmOf(10, { ram: 8 * GIB }));
  expect(body.errors).toMatchObject([{ message: expect.stringContaining('of memory') }]);
});

test('servers that are reserved, not set up or yet to report are told apart', async () => {
  const reserved = await addServer();
  const unready = await addServer();
  const silent = await addServer({ report: false });
  await world.call('POST', `/servers/${reserved}`, { reserved: true });
  await world.call('POST', `/servers/${unready}`, { setup: false });
  const { body } = await allocate(vmOf(1));
  const reasons = body.errors.map(({ field, message }) => [field, message]);
  expect(Object.fromEntries(reasons)).toEqual({
    [reserved]: 'is reserved',
    [unready]: 'is not set up',
    [silent]: 'has not reported its space yet',
  });
});

test('the choice can be narrowed, and says why it left others out', async () => {
  const one = await addServer({ diskGib: 500 });
  const other = await addServer({ diskGib: 50 });
  expect(serverOf(await allocate(vmOf(10), { servers: [other] }))).toBe(other);
  const { body } = await allocate(vmOf(100));
  expect(body.steps).toEqual([
    { step: expect.any(String), remaining: [one], reasons: { [other]: expect.stringContaining('MiB of disk') } },
  ]);
});

test('without any server there is none to choose from', async () => {
  expect((await allocate(vmOf(1), { servers: [randomUUID()] })).body).toMatchObject({ code: 'NoAllocatableServers' });
});

test('capacity tells what is left, and leaves out what cannot take VMs', async () => {
  const server = await addServer({ diskGib: 100, ramGib: 100 });
  const silent = await addServer({ report: false });
  const capacity = async (servers?: string[]) =>
    (await world.call('POST', '/capacity', servers ? { servers } : {})).body.capacities;
  const empty = { cpu: 3200, ram: 85 * GIB, disk: 100 * GIB };
  expect(await capacity([server, silent, randomUUID()])).toEqual({ [server]: empty });
  expect(await capacity()).toMatchObject({ [server]: empty });
  expect(await capacity([])).toEqual({});
  await allocate(vmOf(10, { cpu_cap: 200 }));
  const left = (await capacity())[server];
  expect(left?.cpu).toBe(3000);
  expect(left?.disk).toBeLessThan(90 * GIB);
});
