import { randomUUID } from 'node:crypto';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { createVm } from '@triton/vmadm/create-vm';
import { makeVmadmHost } from '@triton/vmadm/vmadm-host';
import { makeWorld, payload, unavailable, type World } from './world';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

type Status = { vms: Record<string, object>; diskinfo: Record<string, number>; meminfo: Record<string, number> };
const heard = (what: string, times = 1) => world.cnapi.heard(what, world.config.serverUuid, times);
const lastStatus = () => world.cnapi.saidOf('status', world.config.serverUuid).at(-1) as unknown as Status;
const GIB = 1024 ** 3;

test('a starting node registers, and reports before it takes tasks', async () => {
  const { url } = await world.start();
  const [sysinfo] = await heard('sysinfo');
  expect(sysinfo).toMatchObject({
    sysinfo: {
      UUID: world.config.serverUuid,
      Hostname: 'cn0',
      'Bhyve Capable': true,
      'Zpool Vdevs': [],
      Capabilities: { online_grow: true },
    },
  });
  expect(lastStatus()).toMatchObject({ vms: {}, meminfo: { total_bytes: 4096 * GIB } });
  expect((await fetch(`${url}/ping`)).status).toBe(200);
  expect(await (await fetch(`${url}/metrics`)).text()).toContain('cn_agent_tasks_total');
});

test('what zones may take shows in the report, at once', async () => {
  await world.start();
  const before = lastStatus().diskinfo;
  const vm = randomUUID();
  await world.ask('machine_create', vm, payload());
  while (!lastStatus().vms[vm]) await heard('status', world.cnapi.saidOf('status', world.config.serverUuid).length + 1);
  const { vms, diskinfo } = lastStatus();
  expect(vms[vm]).toMatchObject({ uuid: vm, state: expect.any(String), quota: 1, flexible_disk_size: 20480 });
  expect(diskinfo.zone_quota_bytes).toBeGreaterThan(21 * GIB);
  expect((before.pool_available_bytes ?? 0) - (diskinfo.pool_available_bytes ?? 0)).toBeGreaterThan(21 * GIB);
});

test('a change that an operator makes is reported too', async () => {
  await world.start();
  await heard('status');
  const host = makeVmadmHost({ zfsHost: world.zfs.host, configDir: world.config.vmadmRoot });
  const vm = await createVm(host, payload());
  while (!lastStatus().vms[vm]) await heard('status', world.cnapi.saidOf('status', world.config.serverUuid).length + 1);
});

test('a node says that it is alive, and registers anew with a CNAPI that does not know it', async () => {
  await world.start({ heartbeatEveryMs: 10 });
  await heard('heartbeat', 2);
  let forgotten = true;
  world.cnapi.mood = (what) =>
    what === 'heartbeat' && forgotten ? ((forgotten = false), new ResourceNotFoundError('unknown')) : undefined;
  await heard('sysinfo', 2);
  await heard('status', 2);
  await heard('heartbeat', 4);
});

test('a status comes regularly, changed or not', async () => {
  await world.start({ heartbeatEveryMs: 10, statusEveryMs: 30 });
  await heard('status', 3);
});

test('a node whose CNAPI is away keeps trying', async () => {
  let refusals = 3;
  world.cnapi.mood = (what) => (what === 'sysinfo' && refusals-- > 0 ? unavailable : undefined);
  await world.start({ heartbeatEveryMs: 10 });
  await heard('sysinfo refused', 3);
  await heard('status');
});
