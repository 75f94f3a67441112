import { randomUUID } from 'node:crypto';
import { endpoints } from '../src/endpoints';
import { startWorld, type World } from './world';

let world: World;
let server: string;
let ticket: string;
let task: string;
beforeAll(async () => {
  world = await startWorld();
  server = await world.addServer();
  const wish = { scope: 'vm', id: randomUUID(), action: 'update' };
  ticket = (await world.call('POST', `/servers/${server}/tickets`, wish)).body.uuid;
  task = (await world.call('POST', `/servers/${server}/vms/${randomUUID()}/start`, {})).body.id;
});
afterAll(() => world.close());

const uuid = randomUUID();
const vm = { uuid, owner_uuid: uuid, ram: 1024 };
const status = { vms: {}, diskinfo: { pool_size_bytes: 1 }, meminfo: { total_bytes: 1 } };
const wish = { scope: 'vm', id: uuid, action: 'update' };
const report = { vm: { state: 'stopped', disks: [] }, epoch: 1, observed: 1, cause: 'operator' };

/** A body each endpoint takes, and breaches of it. Those that pass payloads on to vmadm know no unknown keys. */
const bodies: Record<string, { good: object; bad: object[]; open?: true }> = {
  ServerUpdate: { good: { reserved: false }, bad: [{}, { reserved: 'yes' }, { comments: 5 }, { comments: 'x\0' }] },
  ServerSysinfo: {
    good: { sysinfo: { Hostname: 'cn0' } },
    bad: [
      {},
      { sysinfo: 5 },
      { sysinfo: {} },
      { sysinfo: { Hostname: '' } },
      { sysinfo: { Hostname: '-rf' } },
      { sysinfo: { Hostname: 'a\nb' } },
      { sysinfo: { Hostname: 'x'.repeat(256) } },
      { sysinfo: { Hostname: 'cn0', UUID: randomUUID() } },
      { sysinfo: { Hostname: 'cn0', 'CPU Core Count': -1 } },
      { sysinfo: { Hostname: 'cn0', 'Boot Time': 'yesterday' } },
      { sysinfo: { Hostname: 'cn0', Capabilities: { online_grow: 'true' } } },
      { sysinfo: { Hostname: 'cn0', 'Zpool Vdevs': [{ kind: 'raidz9' }] } },
    ],
  },
  ServerHeartbeat: { good: {}, bad: [] },
  ServerStatus: {
    good: status,
    bad: [
      {},
      { ...status, vms: [] },
      { ...status, vms: { x: { uuid, state: 'running' } } },
      { ...status, vms: { [uuid]: { uuid: 'x', state: 'running' } } },
      { ...status, vms: { [uuid]: { uuid } } },
      { ...status, vms: { [uuid]: { uuid, state: 'running', quota: 1.5 } } },
      { ...status, diskinfo: {} },
      { ...status, diskinfo: { pool_size_bytes: -1 } },
      { ...status, diskinfo: { pool_size_bytes: 2 ** 60 } },
      { ...status, meminfo: { total_bytes: '1' } },
      { ...status, boot_time: 'x' },
    ],
  },
  VmCreate: { good: { uuid }, bad: [{}, { uuid: 'x' }, { uuid, server_uuid: randomUUID() }], open: true },
  VmUpdate: { good: {}, bad: [{ uuid: 'x' }, { uuid: randomUUID() }, { server_uuid: randomUUID() }], open: true },
  VmStart: { good: {}, bad: [{ uuid: 5 }, { force: true }] },
  VmStop: { good: {}, bad: [{ force: 'true' }, { timeout: -1 }, { timeout: 1e9 }] },
  VmReboot: { good: {}, bad: [{ force: 1 }] },
  VmKill: { good: {}, bad: [{ signal: '' }, { signal: '-9' }, { signal: 0 }, { signal: 'SIG;rm' }, { uuid: 'x' }] },
  VmReprovision: { good: { image_uuid: uuid }, bad: [{}, { image_uuid: 'x' }, { image_uuid: 5 }] },
  VmSnapshotCreate: {
    good: { snapshot_name: 'a' },
    bad: [{}, { snapshot_name: '' }, { snapshot_name: 'a@b' }, { snapshot_name: '../a' }, { snapshot_name: 5 }],
  },
  VmSnapshotRollback: { good: {}, bad: [{ uuid: 'x' }, { snapshot_name: 'b' }] },
  VmSnapshotDelete: { good: {}, bad: [{ uuid: 'x' }] },
  VmReserve: { good: {}, bad: [{ disk: -1 }, { disk: 1.5 }, { ram: 1e12 }, { disk: '5' }] },
  AllocationRelease: { good: {}, bad: [] },
  ServerDelete: { good: {}, bad: [] },
  TicketDelete: { good: {}, bad: [] },
  TicketDeleteAll: { good: {}, bad: [] },
  VmDestroy: { good: {}, bad: [{ owner_uuid: 'x' }] },
  VmReport: {
    good: report,
    bad: [
      {},
      { ...report, vm: [] },
      { ...report, vm: { state: 'stopped' } },
      { ...report, vm: { state: 5, disks: [] } },
      { ...report, vm: { state: 'stopped', disks: 'none' } },
      { ...report, epoch: -1 },
      { ...report, epoch: 1.5 },
      { ...report, observed: 0 },
      { ...report, cause: 'gremlins' },
    ],
  },
  CommandCancel: {
    good: { key: 'k', task: 'machine_update' },
    bad: [{}, { key: '', task: 'machine_update' }, { key: 'a b', task: 'x' }, { key: 'k', task: '../x' }, { key: 'k' }],
  },
  TaskCancel: { good: {}, bad: [] },
  TaskStart: { good: {}, bad: [] },
  TaskFinish: {
    good: { status: 'complete', event: {} },
    bad: [
      {},
      { status: 'complete' },
      { status: 'canceled', event: {} },
      { status: 'failure', event: [] },
      { status: 'failure', event: { a: 'x\0' } },
    ],
  },
  TicketCreate: {
    good: wish,
    bad: [
      {},
      { ...wish, id: 'not a uuid' },
      { ...wish, scope: '' },
      { ...wish, scope: 'x'.repeat(65) },
      { ...wish, action: 5 },
      { ...wish, expires_at: 'soon' },
      { ...wish, expires_at: '2026-02-30T00:00:00Z' },
      { ...wish, expires_at: '2026-06-30T23:59:60Z' },
      { ...wish, key: '' },
      { ...wish, waiter: 'x' },
      { ...wish, extra: [] },
      { ...wish, id: `${uuid}\0` },
    ],
  },
  TicketRelease: { good: {}, bad: [] },
  Allocate: {
    good: { vm },
    bad: [
      {},
      { vm: { ...vm, uuid: 'x' } },
      { vm: { ...vm, ram: 0 } },
      { vm: { ...vm, ram: '1024' } },
      { vm: { ...vm, ram: 1e9 } },
      { vm: { ...vm, flexible_disk_size: -1 } },
      { vm: { ...vm, flexible_disk_size: 2 ** 40 } },
      { vm: { ...vm, quota: 1.5 } },
      { vm: { ...vm, disks: [{ size: 'remaining' }] } },
      { vm: { ...vm, disks: [{ size: 10, block_size: 1000 }] } },
      { vm: { ...vm, disks: Array.from({ length: 17 }, () => ({ size: 1 })) } },
      { vm, servers: [] },
      { vm, servers: ['x'] },
      { vm, image: 'x' },
    ],
  },
  Capacity: { good: {}, bad: [{ servers: 'all' }, { servers: ['x'] }] },
};

/** The path with parts that exist where they can. */
function pathOf(path: string): string {
  return path
    .replace(':server_uuid', server)
    .replace('/tickets/:uuid', `/tickets/${ticket}`)
    .replace('/vms/:uuid', `/vms/${uuid}`)
    .replace('/allocations/:uuid', `/allocations/${uuid}`)
    .replace('/snapshots/:name', '/snapshots/a')
    .replace('/tasks/:id', `/tasks/${task}`);
}

const reading = endpoints.filter(({ method }) => method === 'get');
const writing = endpoints.filter(({ method }) => method !== 'get');

test('the table of bad bodies names every endpoint that takes one', () => {
  expect(Object.keys(bodies).sort()).toEqual(writing.map(({ name }) => name).sort());
});

test.each(writing.map((one) => [one.name, one] as const))('%s refuses bodies it can not use', async (name, one) => {
  const { good, bad, open } = bodies[name] ?? { good: {}, bad: [] };
  const path = pathOf(one.path);
  const send = (body: unknown) => world.call(one.method.toUpperCase(), path, body);
  const unknown = open ? [] : [{ ...good, dangrous: true }];
  for (const body of [...bad, ...unknown, [], 'null', '"text"', { ...good, ['con' + 'structor']: 1 }]) {
    const answer = await send(body);
    expect([JSON.stringify(body).slice(0, 100), answer.status, answer.body.code]).toEqual([
      JSON.stringify(body).slice(0, 100),
      409,
      'ValidationFailed',
    ]);
    expect(answer.body.errors.length).toBeGreaterThan(0);
  }
  expect((await send('{"a":')).status).toBe(400);
  expect((await send(JSON.stringify({ x: 'x'.repeat(17 * 1024 * 1024) }))).status).toBe(413);
});

const hostile = ['x', "';drop table cnapi.tasks;--", '%00', '%ff', '..%2f..%2fetc', 'a'.repeat(300), '-1', '{}'];
const withPart = endpoints.filter(({ path }) => path.includes(':'));

test.each(withPart.map((one) => [one.name, one] as const))('%s refuses names that are none', async (name, one) => {
  for (const part of hostile) {
    const path = one.path.replace(/:\w+/g, part);
    const { status: answered } = await world.call(
      one.method.toUpperCase(),
      path,
      one.method === 'get' ? undefined : (bodies[name]?.good ?? {}),
    );
    expect([path.slice(0, 60), [400, 404, 409].includes(answered)]).toEqual([path.slice(0, 60), true]);
  }
});

test.each([
  ['/servers?limit=0'],
  ['/servers?limit=1001'],
  ['/servers?limit=x'],
  ['/servers?offset=-1'],
  ['/servers?limit=1&limit=2'],
  ['/servers?setup=maybe'],
  ['/servers?uuids=x'],
  ['/servers?fields=a;b'],
  ['/servers?hostname=%00'],
  ['/servers?colour=red'],
])('GET %s is refused', async (path) => {
  expect((await world.call('GET', path)).body).toMatchObject({ code: 'ValidationFailed' });
});

test.each(reading.filter(({ name }) => name.endsWith('Wait')).map(({ name, path }) => [name, path]))(
  '%s waits for whole seconds only',
  async (_name, path) => {
    for (const timeout of ['x', '-1', '1.5', '1e9']) {
      expect((await world.call('GET', `${pathOf(path)}?timeout=${timeout}`)).status).toBe(409);
    }
  },
);

test.each([
  ['idempotency-key', ''],
  ['idempotency-key', 'with space'],
  ['idempotency-key', 'x'.repeat(256)],
  ['x-ticket', 'x'],
  ['x-waiter', '../..'],
])('header %s: %j is refused', async (header, value) => {
  const answer = await world.call('POST', `/servers/${server}/vms/${uuid}/start`, {}, { [header]: value });
  expect(answer).toMatchObject({ status: 409, body: { code: 'ValidationFailed', errors: [{ field: header }] } });
});

test('a node that names itself oddly is refused', async () => {
  const answer = await world.call('POST', `/tasks/${task}/start`, {}, { 'x-server-uuid': "'" });
  expect(answer).toMatchObject({ status: 409, body: { code: 'ValidationFailed' } });
});

test('nothing of all this has hurt', async () => {
  expect((await world.call('GET', '/ping')).status).toBe(200);
  expect((await world.call('GET', `/tickets/${ticket}`)).body.status).toBe('active');
});
