import { sql } from '@triton/database/kysely';
import { refusalOf } from './space-in-use';
import { FLEXIBLE, IMAGE, INFLEXIBLE, LARGER, packages, SMALLER, startWorld, STRANGER, type World } from './world';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(() => world.close());
afterEach(() => {
  world.cnapi.failNext = undefined;
  world.cnapi.capacity = { cpu: 1200, ram: 65_536, disk: 512_000 };
  world.cnapi.resume();
});

const ended = async (accepted: Promise<{ job_uuid: string }>) => world.finished((await accepted).job_uuid);
const resize = (uuid: string, billing_id: string) => world.vmapi.updateVm(uuid, { billing_id });
const errorsOf = async (call: Promise<unknown>) => {
  const error = (await call.catch((thrown: unknown) => thrown)) as { code: string; message: string; errors: object[] };
  return { code: error.code, message: error.message, errors: error.errors };
};
const fixed = () => world.newVm([], { billing_id: INFLEXIBLE, disks: undefined, image_uuid: IMAGE });

test('a larger package is more space', async () => {
  const vm = await world.newVm([2048]);
  const job = await ended(resize(vm.uuid, LARGER));
  expect(job).toMatchObject({
    name: 'resize-vm-1.0.0',
    execution: 'succeeded',
    params: { task: 'update', subtask: 'resize', payload: { billing_id: LARGER, flexible_disk_size: 204800 } },
  });
  expect(await world.vmapi.getVm(vm.uuid)).toMatchObject({
    billing_id: LARGER,
    flexible_disk_size: 204800,
    free_space: (vm.free_space ?? 0) + 102400,
  });
  expect(world.cnapi.reserved.size).toBe(0);
});

test('a smaller package is taken as long as DISK_SIZE + DISK_SNAP fit into it, to the MiB', async () => {
  const vm = await world.newVm([51200 - 10240]);
  expect((await ended(resize(vm.uuid, SMALLER))).execution).toBe('succeeded');
  expect(await world.vmapi.getVm(vm.uuid)).toMatchObject({ flexible_disk_size: 51200, free_space: 0 });

  const full = await world.newVm([51200 - 10240 + 1]);
  expect(await errorsOf(resize(full.uuid, SMALLER))).toMatchObject({
    code: 'ValidationFailed',
    message: 'Cannot resize bhyve instance, existing disk usage (51201) exceeds the flexible disk size (51200)',
    errors: [{ field: 'flexible_disk_size' }],
  });
});

test('space that goes away with an accepted resize can not be had any more, and growth not before it is done', async () => {
  const [shrinking, growing] = [await world.newVm([2048]), await world.newVm([2048])];
  world.cnapi.held = true;
  await resize(shrinking.uuid, SMALLER);
  await resize(growing.uuid, LARGER);
  expect(await world.vmapi.getVm(shrinking.uuid)).toMatchObject({
    flexible_disk_size: 102400,
    free_space: 51200 - 10240 - 2048,
  });
  const tooMuch = world.vmapi.createDisk(shrinking.uuid, { size: 51200 - 10240 - 2048 + 1 });
  expect((await refusalOf(tooMuch))[1]).toBe('InsufficientSpace');
  const tooEarly = world.vmapi.createDisk(growing.uuid, { size: 102400 - 10240 - 2048 + 1 });
  expect((await refusalOf(tooEarly))[1]).toBe('InsufficientSpace');
  expect((await refusalOf(resize(growing.uuid, SMALLER)))[1]).toBe('ConflictError');
});

test('a disk that is being made counts when the package is to become smaller', async () => {
  const vm = await world.newVm();
  world.cnapi.held = true;
  await world.vmapi.createDisk(vm.uuid, { size: 51200 });
  expect((await errorsOf(resize(vm.uuid, SMALLER))).code).toBe('ValidationFailed');
});

test('a resize that its node refuses leaves everything as it was', async () => {
  const vm = await world.newVm([2048]);
  world.cnapi.failNext = 'the pool is full';
  expect(await ended(resize(vm.uuid, LARGER))).toMatchObject({ execution: 'failed', reason: 'the pool is full' });
  const { flexible_disk_size, free_space, billing_id } = await world.vmapi.getVm(vm.uuid);
  expect([flexible_disk_size, free_space, billing_id]).toEqual([102400, vm.free_space, FLEXIBLE]);
  expect(world.cnapi.reserved.size).toBe(0);
  expect((await ended(resize(vm.uuid, LARGER))).execution).toBe('succeeded');
});

describe('a VM with fixed disks', () => {
  test('refuses disk operations and snapshots', async () => {
    const vm = await fixed();
    expect(vm).not.toHaveProperty('flexible_disk_size');
    const [boot] = vm.disks;
    const wish = { disk_id: boot?.uuid ?? '' };
    for (const call of [
      () => world.vmapi.createDisk(vm.uuid, { size: 1024 }),
      () => world.vmapi.resizeDisk(vm.uuid, { ...wish, size: 20480 }),
      () => world.vmapi.deleteDisk(vm.uuid, wish),
      () => world.vmapi.createSnapshot(vm.uuid),
    ]) {
      expect((await refusalOf(call())).slice(0, 2)).toEqual([409, 'VmWithoutFlexibleDiskSize']);
    }
  });

  test('becomes flexible with a flexible package, and never fixed again', async () => {
    const vm = await fixed();
    const used = vm.disks.reduce((total, { size }) => total + size, 0);
    expect((await ended(resize(vm.uuid, LARGER))).execution).toBe('succeeded');
    expect(await world.vmapi.getVm(vm.uuid)).toMatchObject({ flexible_disk_size: 204800, free_space: 204800 - used });
    expect(await errorsOf(resize(vm.uuid, INFLEXIBLE))).toMatchObject({
      code: 'ValidationFailed',
      errors: [
        {
          field: 'billing_id',
          message: 'Cannot resize bhyve instance to a package that does not use flexible disk',
        },
      ],
    });
    expect((await ended(world.vmapi.createDisk(vm.uuid, { size: 1024 }))).execution).toBe('succeeded');
  });

  test('becomes flexible when an operator says how much space it has', async () => {
    const vm = await fixed();
    const used = vm.disks.reduce((total, { size }) => total + size, 0);
    expect((await errorsOf(world.vmapi.updateVm(vm.uuid, { flexible_disk_size: used - 1 }))).code).toBe(
      'ValidationFailed',
    );
    await ended(world.vmapi.updateVm(vm.uuid, { flexible_disk_size: used + 512 }));
    expect(await world.vmapi.getVm(vm.uuid)).toMatchObject({ flexible_disk_size: used + 512, free_space: 512 });
  });

  test('is not resized to another package without flexible disk', async () => {
    const vm = await fixed();
    expect((await errorsOf(resize(vm.uuid, INFLEXIBLE))).errors).toMatchObject([{ field: 'flexible_disk_size' }]);
  });
});

describe('the compute node', () => {
  test('must have room for the growth, and is not asked for less', async () => {
    const vm = await world.newVm();
    world.cnapi.capacity = { cpu: 0, ram: 0, disk: 50 * 1024 };
    expect(await errorsOf(resize(vm.uuid, LARGER))).toMatchObject({
      code: 'ValidationFailed',
      errors: [
        {
          field: 'quota',
          code: 'InsufficientCapacity',
          message: "Required additional disk (100) exceeds the server's available disk (50)",
        },
      ],
    });
    expect((await ended(resize(vm.uuid, SMALLER))).execution).toBe('succeeded');
  });

  test('must take VMs at all', async () => {
    const vm = await world.newVm();
    world.cnapi.capacity = undefined;
    expect((await errorsOf(resize(vm.uuid, LARGER))).errors).toMatchObject([{ field: 'server' }]);
  });

  test('that is full by the time it is its turn makes the job fail', async () => {
    const vm = await world.newVm();
    await world.stopRunner();
    const { job_uuid } = await resize(vm.uuid, LARGER);
    world.cnapi.capacity = { cpu: 0, ram: 0, disk: 0 };
    await world.startRunner();
    expect(await world.finished(job_uuid)).toMatchObject({ execution: 'failed', reason: 'the server has no room' });
    expect(await world.vmapi.getVm(vm.uuid)).toMatchObject({ flexible_disk_size: 102400, free_space: vm.free_space });
  });

  test('is not asked when an operator forces it', async () => {
    const vm = await world.newVm();
    world.cnapi.capacity = { cpu: 0, ram: 0, disk: 0 };
    const job = await ended(world.vmapi.updateVm(vm.uuid, { billing_id: LARGER, force: true }));
    expect([job.execution, job.params.payload]).toEqual(['succeeded', expect.not.objectContaining({ force: true })]);
  });
});

describe('a running VM', () => {
  test('gets more space, but no other memory or CPU', async () => {
    const vm = await world.newVm([], { autoboot: true });
    expect((await ended(resize(vm.uuid, LARGER))).execution).toBe('succeeded');
    const more = await errorsOf(world.vmapi.updateVm(vm.uuid, { ram: 8192 }));
    expect(more).toMatchObject({
      code: 'VmNotStopped',
      message: 'VM not stopped: changing bhyve CPU or memory requires the instance to be stopped',
    });
  });
});

test('the package must exist and be for sale', async () => {
  const vm = await world.newVm();
  expect((await errorsOf(resize(vm.uuid, STRANGER))).errors).toMatchObject([
    { field: 'billing_id', message: 'Package does not exist' },
  ]);
  const larger = packages.get(LARGER);
  if (!larger) throw new Error('there is no larger package');
  packages.set(LARGER, { ...larger, active: false });
  expect((await errorsOf(resize(vm.uuid, LARGER))).errors).toMatchObject([{ field: 'billing_id' }]);
  packages.set(LARGER, larger);
});

test('only bhyve VMs can be resized', async () => {
  const vm = await world.newVm();
  await sql`update vmapi.vms set brand = 'kvm' where uuid = ${vm.uuid}`.execute(world.db);
  expect((await errorsOf(resize(vm.uuid, LARGER))).errors).toMatchObject([{ field: 'brand' }]);
});

test('a repeat of an accepted resize gets its answer, whatever has become of the world', async () => {
  const vm = await world.newVm();
  const ask = () => world.vmapi.updateVm(vm.uuid, { billing_id: LARGER }, { idempotencyKey: 'resize' });
  const first = await ask();
  world.cnapi.capacity = undefined;
  expect(await ask()).toEqual(first);
  await world.finished(first.job_uuid);
  expect(await ask()).toEqual(first);
});
