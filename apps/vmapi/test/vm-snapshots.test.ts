import type { RemoteError } from '@triton/http-client/remote-error';
import { refusalOf } from './space-in-use';
import { IMAGE, INFLEXIBLE, OWNER, startWorld, STRANGER, type World } from './world';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(() => world.close());
afterEach(() => {
  world.cnapi.failNext = undefined;
  world.cnapi.resume();
});

const ended = async (accepted: Promise<{ job_uuid: string }>) => world.finished((await accepted).job_uuid);
const written = (uuid: string, mib: number) => (world.cnapi.node.get(uuid).writtenMib = mib);

test('a snapshot is made, shown, and deleted; its jobs are told apart by name', async () => {
  const vm = await world.newVm([2048]);
  const accepted = await world.vmapi.createSnapshot(vm.uuid, { snapshot_name: 'before' }, { ownerUuid: OWNER });
  expect(accepted).toEqual({ vm_uuid: vm.uuid, job_uuid: expect.any(String), snapshot_name: 'before' });
  expect(await world.finished(accepted.job_uuid)).toMatchObject({
    name: 'snapshot-1.0.0',
    execution: 'succeeded',
    params: { task: 'snapshot', snapshot_name: 'before', owner_uuid: OWNER },
  });
  expect((await world.vmapi.getVm(vm.uuid)).snapshots).toMatchObject([
    { name: 'before', created_at: expect.any(String) },
  ]);
  const deleted = await ended(world.vmapi.deleteSnapshot(vm.uuid, { snapshot_name: 'before' }));
  expect([deleted.name, deleted.execution]).toEqual(['delete-snapshot-1.0.0', 'succeeded']);
  expect((await world.vmapi.getVm(vm.uuid)).snapshots).toEqual([]);
});

test('a snapshot that nobody named is called by the moment', async () => {
  const vm = await world.newVm();
  const { snapshot_name, job_uuid } = await world.vmapi.createSnapshot(vm.uuid);
  expect(snapshot_name).toMatch(/^\d{8}T\d{6}Z$/);
  await world.finished(job_uuid);
  expect((await world.vmapi.getVm(vm.uuid)).snapshots.map(({ name }) => name)).toEqual([snapshot_name]);
});

test('a rollback brings sizes back and starts the VM, and its space is what the node then says', async () => {
  const vm = await world.newVm([2048]);
  const [, disk] = vm.disks;
  await ended(world.vmapi.createSnapshot(vm.uuid, { snapshot_name: 'small' }));
  await ended(world.vmapi.resizeDisk(vm.uuid, { disk_id: disk?.uuid ?? '', size: 20480 }));
  const job = await ended(world.vmapi.rollbackSnapshot(vm.uuid, { snapshot_name: 'small' }));
  expect([job.name, job.execution]).toEqual(['rollback-1.0.0', 'succeeded']);
  expect(await world.vmapi.getVm(vm.uuid)).toMatchObject({
    state: 'running',
    disks: [{ size: 10240 }, { size: 2048 }],
    free_space: vm.free_space,
  });
});

test('a rollback that would break the budget fails with the reason, and nothing has changed', async () => {
  const vm = await world.newVm([2048]);
  await ended(world.vmapi.createSnapshot(vm.uuid, { snapshot_name: 'a' }));
  world.cnapi.node
    .get(vm.uuid)
    .before?.get('a')
    ?.forEach((disk) => (disk.size = 99_000));
  const job = await ended(world.vmapi.rollbackSnapshot(vm.uuid, { snapshot_name: 'a' }));
  expect([job.execution, job.reason]).toEqual(['failed', 'with the sizes of the snapshot the disks do not fit']);
  expect(await world.vmapi.getVm(vm.uuid)).toMatchObject({ state: 'stopped', disks: vm.disks });
});

describe('space:', () => {
  test('a snapshot may hold what can be allocated and no more; then nothing can be allocated', async () => {
    const vm = await world.newVm([2048]);
    const free = vm.free_space ?? 0;
    written(vm.uuid, free + 1);
    const refused = (await world.vmapi.createSnapshot(vm.uuid).catch((error: unknown) => error)) as RemoteError;
    const facts = { code: 'InsufficientSpace', requested: free + 1, free_space: free, allocatable: free };
    expect(refused.toBody()).toMatchObject(facts);
    written(vm.uuid, free);
    await ended(world.vmapi.createSnapshot(vm.uuid));
    expect(await world.vmapi.getVm(vm.uuid)).toMatchObject({ free_space: free, allocatable: 0 });
    expect((await refusalOf(world.vmapi.createDisk(vm.uuid, { size: 1 })))[1]).toBe('InsufficientSpace');
  });

  test('what an accepted snapshot will hold is taken before it is made, and free again when it fails', async () => {
    const vm = await world.newVm([2048]);
    const free = vm.free_space ?? 0;
    written(vm.uuid, 1000);
    world.cnapi.held = true;
    const { job_uuid } = await world.vmapi.createSnapshot(vm.uuid, { snapshot_name: 'a' });
    expect(await world.vmapi.getVm(vm.uuid)).toMatchObject({ free_space: free, allocatable: free - 1000 });
    const remaining = world.vmapi.createDisk(vm.uuid, { size: free - 999 });
    expect((await refusalOf(remaining))[1]).toBe('InsufficientSpace');
    world.cnapi.failNext = 'the pool is away';
    world.cnapi.resume();
    expect(await world.finished(job_uuid)).toMatchObject({ execution: 'failed', reason: 'the pool is away' });
    expect(await world.vmapi.getVm(vm.uuid)).toMatchObject({ allocatable: free, snapshots: [] });
  });

  test('of 16 concurrent disks and snapshots for the last space none breaks the budget, and none that was accepted fails', async () => {
    const vm = await world.newVm([2048]);
    const free = vm.free_space ?? 0;
    written(vm.uuid, Math.floor(free / 4));
    const size = Math.floor(free / 4);
    const tries = Array.from({ length: 16 }, (_none, i) =>
      i % 4 === 0
        ? world.vmapi.createSnapshot(vm.uuid, { snapshot_name: `s${i}` })
        : world.vmapi.createDisk(vm.uuid, { size }),
    );
    const outcomes = await Promise.allSettled(tries);
    const won = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(won.length).toBeGreaterThanOrEqual(4);
    for (const { job_uuid } of won) expect((await world.finished(job_uuid)).execution).toBe('succeeded');
    const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code as string] : []));
    expect(new Set(lost)).toEqual(new Set(['InsufficientSpace']));
  });
});

describe('refused are', () => {
  test('a name that the VM has, or is about to have', async () => {
    const vm = await world.newVm();
    await ended(world.vmapi.createSnapshot(vm.uuid, { snapshot_name: 'a' }));
    world.cnapi.held = true;
    await world.vmapi.createSnapshot(vm.uuid, { snapshot_name: 'b' });
    for (const snapshot_name of ['a', 'b']) {
      const again = world.vmapi.createSnapshot(vm.uuid, { snapshot_name });
      expect(await refusalOf(again)).toEqual([409, 'ValidationFailed', 'snapshot_name']);
    }
    const early = world.vmapi.rollbackSnapshot(vm.uuid, { snapshot_name: 'b' });
    expect((await refusalOf(early))[1]).toBe('ConflictError');
  });

  test('a snapshot that is not there, a VM that is not there, and one that is not theirs', async () => {
    const vm = await world.newVm();
    const wish = { snapshot_name: 'none' };
    expect((await refusalOf(world.vmapi.rollbackSnapshot(vm.uuid, wish)))[0]).toBe(404);
    expect((await refusalOf(world.vmapi.deleteSnapshot(vm.uuid, wish)))[0]).toBe(404);
    const theirs = world.vmapi.createSnapshot(vm.uuid, wish, { ownerUuid: STRANGER });
    expect((await refusalOf(theirs)).slice(0, 2)).toEqual([404, 'ResourceNotFound']);
  });

  test.each(['a b', 'a@b', '../x', '', 'x'.repeat(65)])('the name %j', async (snapshot_name) => {
    const vm = await world.newVm();
    const refused = world.vmapi.createSnapshot(vm.uuid, { snapshot_name });
    expect(await refusalOf(refused)).toEqual([409, 'ValidationFailed', 'snapshot_name']);
  });

  test('a VM without flexible disks', async () => {
    const vm = await world.newVm([], { billing_id: INFLEXIBLE, disks: undefined, image_uuid: IMAGE });
    expect((await refusalOf(world.vmapi.createSnapshot(vm.uuid)))[1]).toBe('VmWithoutFlexibleDiskSize');
  });
});

test('the same request under one key makes one snapshot, also when nobody named it', async () => {
  const vm = await world.newVm();
  const ask = () => world.vmapi.createSnapshot(vm.uuid, {}, { idempotencyKey: 'snap' });
  const [first, second] = [await ask(), await ask()];
  expect(second).toEqual(first);
  await world.finished(first.job_uuid);
  expect(await ask()).toEqual(first);
  expect((await world.vmapi.getVm(vm.uuid)).snapshots).toHaveLength(1);
});
