import { randomUUID } from 'node:crypto';
import { makeWorld, payload, IMAGE, type World } from './world';

let world: World;
let vm: string;
beforeAll(async () => {
  world = await makeWorld();
  await world.start();
});
afterAll(() => world.close());
beforeEach(async () => {
  vm = randomUUID();
  await world.ask('machine_create', vm, payload());
});

const snapshot = (task: string, snapshot_name: unknown = 'before') => world.ask(task, vm, { snapshot_name });
const sizes = (event: { vm?: { disks: { size: number }[] } }) => event.vm?.disks.map(({ size }) => size);

test('a snapshot is made, told, and deleted; deleting it again is success', async () => {
  const made = await snapshot('machine_create_snapshot');
  expect(made).toMatchObject({
    status: 'complete',
    event: { vm: { snapshots: [{ name: 'before', created_at: expect.stringMatching(/Z$/) }] } },
  });
  expect(await snapshot('machine_delete_snapshot')).toMatchObject({ event: { vm: { snapshots: [] } } });
  expect(await snapshot('machine_delete_snapshot')).toMatchObject({ status: 'complete' });
});

test('a second snapshot of one name is refused', async () => {
  await snapshot('machine_create_snapshot');
  expect(await snapshot('machine_create_snapshot')).toMatchObject({
    status: 'failure',
    event: { error: { code: 'SnapshotAlreadyExists' }, vm: { snapshots: [{ name: 'before' }] } },
  });
});

test('a rollback brings sizes back, starts the VM, and says what is left', async () => {
  await snapshot('machine_create_snapshot');
  const path = `/dev/zvol/rdsk/zones/${vm}/disk0`;
  const grown = await world.ask('machine_update', vm, { update_disks: [{ path, size: 15360 }] });
  expect(sizes(grown.event)).toEqual([15360]);
  const { status, event } = await snapshot('machine_rollback_snapshot');
  expect([status, sizes(event)]).toEqual(['complete', [10240]]);
  expect(event.vm).toMatchObject({ state: 'running', free_space: 10240, allocatable: 10240 });
});

test('a rollback that would break the budget is refused, with the numbers', async () => {
  const path = `/dev/zvol/rdsk/zones/${vm}/disk0`;
  await world.ask('machine_update', vm, { update_disks: [{ path, size: 20480 }] });
  await snapshot('machine_create_snapshot');
  const shrunk = { update_disks: [{ path, size: 10240, dangerous_allow_shrink: true }], flexible_disk_size: 15360 };
  expect(await world.ask('machine_update', vm, shrunk)).toMatchObject({ status: 'complete' });
  const { event } = await snapshot('machine_rollback_snapshot');
  expect(event).toMatchObject({ error: { code: 'InsufficientSpace' }, vm: { state: 'stopped' } });
  expect(sizes(event)).toEqual([10240]);
});

test.each([
  ['one that is not there', 'machine_rollback_snapshot', 'no', 'SnapshotNotFound'],
  ['a name that is none', 'machine_create_snapshot', '-a b@c', 'InvalidArgument'],
  ['no name', 'machine_create_snapshot', 5, 'InvalidArgument'],
])('%s is refused', async (_what, task, name, code) => {
  expect(await snapshot(task, name)).toMatchObject({ status: 'failure', event: { error: { code } } });
});

test('a look says what a snapshot would hold', async () => {
  const { event } = await world.ask('machine_load', vm);
  expect(event.vm).toMatchObject({ snapshot_hold: expect.any(Number), allocatable: 10240 });
});

test('a running VM is killed, one that does not run is killed already, and what is no signal is refused', async () => {
  await world.ask('machine_boot', vm);
  expect(await world.ask('machine_kill', vm, { signal: 'SIGKILL' })).toMatchObject({
    status: 'complete',
    event: { vm: { state: 'stopped' } },
  });
  expect((await world.ask('machine_kill', vm)).status).toBe('complete');
  expect(await world.ask('machine_kill', vm, { signal: 'SIGNONSENSE' })).toMatchObject({
    event: { error: { code: 'InvalidArgument' } },
  });
});

test('a VM gets a fresh boot disk of the same size', async () => {
  const reprovisioned = await world.ask('machine_reprovision', vm, { image_uuid: IMAGE });
  expect([reprovisioned.status, sizes(reprovisioned.event)]).toEqual(['complete', [10240]]);
  expect(await world.ask('machine_reprovision', vm, { image_uuid: randomUUID() })).toMatchObject({ status: 'failure' });
});
