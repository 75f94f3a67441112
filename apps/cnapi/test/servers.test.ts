import { randomUUID } from 'node:crypto';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const get = async (uuid: string) => (await world.call('GET', `/servers/${uuid}`)).body as Record<string, unknown>;

test('a server registers, is running, and shows what it can', async () => {
  const uuid = await world.addServer({ hostname: 'cn-a' });
  expect(await get(uuid)).toMatchObject({
    uuid,
    hostname: 'cn-a',
    status: 'running',
    setup: true,
    reserved: false,
    datacenter: 'dev',
    capabilities: { online_grow: true },
    disk_pool_available_bytes: 1000 * 1024 ** 3,
    unreserved_disk: 1000 * 1024,
    vms: {},
  });
});

test('a report shows in the server object under the shipped names', async () => {
  const uuid = await world.addServer();
  const vm = randomUUID();
  await world.status(uuid, {
    boot_time: '2026-03-01T00:00:00.000Z',
    timestamp: '2026-03-03T10:05:05.000Z',
    vms: { [vm]: { uuid: vm, owner_uuid: randomUUID(), state: 'stopped', quota: 1, max_physical_memory: 1024 } },
    meminfo: { availrmem_bytes: 1, arcsize_bytes: 2, total_bytes: 68719476736 },
    diskinfo: { pool_size_bytes: 10 * 1024 ** 4, pool_alloc_bytes: 5, zone_quota_bytes: 7, kvm_quota_bytes: 0 },
    zpoolStatus: { zones: { bytes_available: 1, bytes_used: 1 } },
  });
  expect(await get(uuid)).toMatchObject({
    disk_pool_alloc_bytes: 5,
    disk_zone_quota_bytes: 7,
    memory_available_bytes: 1,
    memory_arc_bytes: 2,
    memory_total_bytes: 68719476736,
    last_boot: '2026-03-01T00:00:00.000Z',
    vms: { [vm]: { state: 'stopped' } },
  });
});

test('registering again keeps what operators have set and what was reported', async () => {
  const uuid = await world.addServer({ hostname: 'before' });
  expect((await world.call('POST', `/servers/${uuid}`, { reserved: true, comments: 'disk 3 is slow' })).status).toBe(
    204,
  );
  await world.call('POST', `/servers/${uuid}/sysinfo`, { sysinfo: { Hostname: 'after' } });
  expect(await get(uuid)).toMatchObject({
    hostname: 'after',
    reserved: true,
    comments: 'disk 3 is slow',
    capabilities: { online_grow: false },
    unreserved_disk: 1000 * 1024,
  });
});

test('a node that CNAPI does not know must register before it reports', async () => {
  const uuid = randomUUID();
  expect((await world.call('POST', `/servers/${uuid}/events/heartbeat`, {})).status).toBe(404);
  expect((await world.status(uuid)).status).toBe(404);
  expect((await world.call('POST', `/servers/${uuid}`, { reserved: true })).status).toBe(404);
  expect((await world.call('GET', `/servers/${uuid}`)).status).toBe(404);
});

test('servers are listed by host name, in pages, filtered and narrowed', async () => {
  const uuids = await Promise.all(['z-c', 'z-a', 'z-b'].map((hostname) => world.addServer({ hostname })));
  const list = async (query: string) => {
    const { body } = await world.call('GET', `/servers?uuids=${uuids.join(',')}&${query}`);
    return body as unknown as Record<string, unknown>[];
  };
  expect((await list('')).map(({ hostname }) => hostname)).toEqual(['z-a', 'z-b', 'z-c']);
  expect((await list('limit=1&offset=1')).map(({ hostname }) => hostname)).toEqual(['z-b']);
  expect(await list('fields=hostname,status&limit=1')).toEqual([{ hostname: 'z-a', status: 'running' }]);
  expect(await list('hostname=z-c&fields=uuid')).toEqual([{ uuid: uuids[0] }]);
  await world.call('POST', `/servers/${uuids[1]}`, { reserved: true });
  expect(await list('reserved=true&fields=uuid')).toEqual([{ uuid: uuids[1] }]);
  expect((await world.call('GET', '/servers?uuids=')).body).toEqual([]);
});

test('ping answers as long as the database does', async () => {
  expect((await world.call('GET', '/ping')).status).toBe(200);
});

test('metrics name what CNAPI counts', async () => {
  const text = await (await fetch(`${world.service.url}/metrics`)).text();
  expect(text).toContain('cnapi_tasks_total');
});
