import { randomUUID } from 'node:crypto';
import type { Vm } from '@triton/schemas/vm';
import { chargedMib, refusalOf } from './space-in-use';
import { FLEXIBLE, IMAGE, INFLEXIBLE, NETWORK, OWNER, startWorld, STRANGER, type World } from './world';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(() => world.close());
afterEach(() => {
  world.cnapi.resume();
  world.cnapi.onlineGrow = true;
  world.cnapi.failNext = undefined;
});

const dataDisk = (vm: Vm, i = 1) => vm.disks[i] ?? fail(`no disk ${i}`);
function fail(why: string): never {
  throw new Error(why);
}

describe('RFD 154 CreateVmDisk', () => {
  test('a new disk takes free space, gets the first free slot, and is listed while it is being created', async () => {
    const vm = await world.newVm();
    world.cnapi.held = true;
    const { disk_uuid, job_uuid } = await world.vmapi.createDisk(vm.uuid, { size: 20480 });
    const during = await world.vmapi.getVm(vm.uuid);
    expect(during.disks[1]).toMatchObject({ uuid: disk_uuid, size: 20480, pci_slot: '0:4:1', state: 'creating' });
    expect(during.free_space).toBe(102400 - 10240 - 20480);
    world.cnapi.resume();
    expect(await world.finished(job_uuid)).toMatchObject({ execution: 'succeeded', disk_uuid });
    const after = await world.vmapi.getVm(vm.uuid);
    expect(after.disks[1]).toMatchObject({ uuid: disk_uuid, size: 20480, state: 'active', boot: false });
    expect([after.free_space, after.allocatable]).toEqual([71680, 71680]);
  });

  test('remaining is all that is left', async () => {
    const vm = await world.newVm([20480]);
    const { job_uuid } = await world.vmapi.createDisk(vm.uuid, { size: 'remaining' });
    await world.finished(job_uuid);
    const after = await world.vmapi.getVm(vm.uuid);
    expect([after.disks[2]?.size, after.free_space]).toEqual([71680, 0]);
    expect(await refusalOf(world.vmapi.createDisk(vm.uuid, { size: 'remaining' }))).toEqual([
      409,
      'InsufficientSpace',
      undefined,
    ]);
  });

  test('the slot and the id asked for are taken', async () => {
    const vm = await world.newVm();
    const disk_uuid = randomUUID();
    const { job_uuid } = await world.vmapi.createDisk(vm.uuid, { size: 512, pci_slot: '0:4:5', disk_uuid });
    await world.finished(job_uuid);
    expect((await world.vmapi.getVm(vm.uuid)).disks[1]).toMatchObject({ uuid: disk_uuid, pci_slot: '0:4:5' });
  });

  test('a disk id is never used again, not even after its disk is gone', async () => {
    const vm = await world.newVm();
    const disk_uuid = randomUUID();
    await world.finished((await world.vmapi.createDisk(vm.uuid, { size: 512, disk_uuid })).job_uuid);
    await world.finished((await world.vmapi.deleteDisk(vm.uuid, { disk_id: disk_uuid })).job_uuid);
    expect(await refusalOf(world.vmapi.createDisk(vm.uuid, { size: 512, disk_uuid }))).toEqual([
      409,
      'ValidationFailed',
      'disk_uuid',
    ]);
  });

  test('what the node refuses leaves nothing behind, and the job says why', async () => {
    const vm = await world.newVm();
    world.cnapi.failNext = 'out of space';
    const { job_uuid } = await world.vmapi.createDisk(vm.uuid, { size: 1024 });
    expect(await world.finished(job_uuid)).toMatchObject({ execution: 'failed', reason: 'out of space' });
    const after = await world.vmapi.getVm(vm.uuid);
    expect([after.disks.length, after.free_space]).toEqual([1, 92160]);
  });
});

describe('RFD 154 ResizeVmDisk', () => {
  test('a disk grows, and is charged its new size from the start', async () => {
    const vm = await world.newVm([10240]);
    const { uuid } = dataDisk(vm);
    world.cnapi.held = true;
    const { job_uuid } = await world.vmapi.resizeDisk(vm.uuid, { disk_id: uuid, size: 20480 });
    const during = await world.vmapi.getVm(vm.uuid);
    expect(during.disks[1]).toMatchObject({ size: 10240, target_size: 20480, state: 'resizing' });
    expect(during.free_space).toBe(102400 - 10240 - 20480);
    world.cnapi.resume();
    await world.finished(job_uuid);
    expect((await world.vmapi.getVm(vm.uuid)).disks[1]).toMatchObject({ size: 20480, state: 'active' });
  });

  test('a shrink nobody allowed is refused; an allowed one gives space back only when it is done', async () => {
    const vm = await world.newVm([20480]);
    const { pci_slot } = dataDisk(vm);
    expect(await refusalOf(world.vmapi.resizeDisk(vm.uuid, { pci_slot, size: 10240 }))).toEqual([
      409,
      'InvalidArgument',
      'size',
    ]);
    world.cnapi.held = true;
    const wish = { pci_slot, size: 10240, dangerous_allow_shrink: true };
    const { job_uuid } = await world.vmapi.resizeDisk(vm.uuid, wish);
    expect((await world.vmapi.getVm(vm.uuid)).free_space).toBe(71680);
    world.cnapi.resume();
    await world.finished(job_uuid);
    expect((await world.vmapi.getVm(vm.uuid)).free_space).toBe(81920);
  });

  test('a resize that fails leaves the disk and the budget as they were', async () => {
    const vm = await world.newVm([10240]);
    world.cnapi.failNext = 'no such luck';
    const { job_uuid } = await world.vmapi.resizeDisk(vm.uuid, { disk_id: dataDisk(vm).uuid, size: 20480 });
    expect(await world.finished(job_uuid)).toMatchObject({ execution: 'failed', reason: 'no such luck' });
    const after = await world.vmapi.getVm(vm.uuid);
    expect([after.disks[1]?.size, after.disks[1]?.state, after.free_space]).toEqual([10240, 'active', 81920]);
  });

  test('a running VM may grow a disk where its compute node can do that, and may never shrink one', async () => {
    const vm = await world.newVm([10240], { autoboot: true });
    const { uuid } = dataDisk(vm);
    const grow = () => world.vmapi.resizeDisk(vm.uuid, { disk_id: uuid, size: 11264 });
    expect(vm.state).toBe('running');
    world.cnapi.onlineGrow = false;
    expect(await refusalOf(grow())).toEqual([409, 'VmNotStopped', undefined]);
    world.cnapi.onlineGrow = true;
    expect((await world.finished((await grow()).job_uuid)).execution).toBe('succeeded');
    const shrink = { disk_id: uuid, size: 1024, dangerous_allow_shrink: true };
    expect(await refusalOf(world.vmapi.resizeDisk(vm.uuid, shrink))).toEqual([409, 'VmNotStopped', undefined]);
  });
});

describe('RFD 154 DeleteVmDisk', () => {
  test('a data disk goes, its space is free again, the others keep their slots and the next disk takes the gap', async () => {
    const vm = await world.newVm([1024, 2048]);
    const { job_uuid } = await world.vmapi.deleteDisk(vm.uuid, { disk_id: dataDisk(vm).uuid });
    await world.finished(job_uuid);
    const after = await world.vmapi.getVm(vm.uuid);
    expect(after.disks.map(({ pci_slot }) => pci_slot)).toEqual(['0:4:0', '0:4:2']);
    expect(after.free_space).toBe(102400 - 10240 - 2048);
    await world.finished((await world.vmapi.createDisk(vm.uuid, { size: 1024 })).job_uuid);
    const slots = (await world.vmapi.getVm(vm.uuid)).disks.map(({ pci_slot }) => pci_slot);
    expect(slots.sort()).toEqual(['0:4:0', '0:4:1', '0:4:2']);
  });

  test('the boot disk is refused', async () => {
    const vm = await world.newVm();
    expect(await refusalOf(world.vmapi.deleteDisk(vm.uuid, { disk_id: dataDisk(vm, 0).uuid }))).toEqual([
      409,
      'InvalidArgument',
      'disk_id',
    ]);
  });

  test('an old DELETE that comes again after the slot was reused destroys nothing', async () => {
    const vm = await world.newVm([1024]);
    const { uuid: old } = dataDisk(vm);
    await world.finished((await world.vmapi.deleteDisk(vm.uuid, { disk_id: old })).job_uuid);
    await world.finished((await world.vmapi.createDisk(vm.uuid, { size: 1024 })).job_uuid);
    expect(await refusalOf(world.vmapi.deleteDisk(vm.uuid, { disk_id: old }))).toEqual([
      404,
      'ResourceNotFound',
      undefined,
    ]);
    expect((await world.vmapi.getVm(vm.uuid)).disks).toHaveLength(2);
  });
});

describe('refused before anything is promised:', () => {
  const create = (uuid: string, input: object) => world.vmapi.createDisk(uuid, input as { size: number });

  test.each([
    ['a size of nothing', { size: 0 }, 'ValidationFailed', 'size'],
    ['less than nothing', { size: -1 }, 'ValidationFailed', 'size'],
    ['part of a MiB', { size: 1.5 }, 'ValidationFailed', 'size'],
    ['a text', { size: '1e3' }, 'ValidationFailed', 'size'],
    ['no size', {}, 'ValidationFailed', 'size'],
    ['more than is free', { size: 92161 }, 'InsufficientSpace', undefined],
    ['a slot out of range', { size: 1, pci_slot: '0:4:9' }, 'ValidationFailed', 'pci_slot'],
    ['a reserved slot', { size: 1, pci_slot: '0:6:0' }, 'InvalidArgument', 'pci_slot'],
    ['a slot in use', { size: 1, pci_slot: '0:4:0' }, 'ValidationFailed', 'pci_slot'],
    ['a misspelt key', { size: 1, sise: 2 }, 'ValidationFailed', 'sise'],
  ])('a disk with %s', async (_what, input, code, field) => {
    const vm = await world.newVm();
    expect(await refusalOf(create(vm.uuid, input))).toEqual([409, code, field]);
    expect((await world.vmapi.getVm(vm.uuid)).disks).toHaveLength(1);
  });

  test('InsufficientSpace says how much was asked for and how much there is', async () => {
    const vm = await world.newVm();
    await expect(create(vm.uuid, { size: 92161 })).rejects.toMatchObject({
      body: { requested: 92161, free_space: 92160, allocatable: 92160 },
    });
  });

  test('a ninth disk', async () => {
    const vm = await world.newVm([1, 1, 1, 1, 1, 1, 1]);
    expect(await refusalOf(create(vm.uuid, { size: 1 }))).toEqual([409, 'InvalidArgument', undefined]);
  });

  test('a disk of a running VM: bhyve can not hot-add', async () => {
    const vm = await world.newVm([], { autoboot: true });
    expect(await refusalOf(create(vm.uuid, { size: 1 }))).toEqual([409, 'VmNotStopped', undefined]);
  });

  test('a disk of a VM without flexible disk space', async () => {
    const { vm_uuid, job_uuid } = await world.vmapi.createVm({
      owner_uuid: OWNER,
      brand: 'bhyve',
      billing_id: INFLEXIBLE,
      image_uuid: IMAGE,
      networks: [{ ipv4_uuid: NETWORK }],
      autoboot: false,
    });
    await world.finished(job_uuid);
    expect(await refusalOf(create(vm_uuid, { size: 1 }))).toEqual([409, 'VmWithoutFlexibleDiskSize', undefined]);
    const vm = await world.vmapi.getVm(vm_uuid);
    expect(vm.disks.map(({ size }) => size)).toEqual([10240, 102400]);
    expect(vm).not.toHaveProperty('flexible_disk_size');
  });

  test("somebody else's VM, which does not exist for them", async () => {
    const vm = await world.newVm();
    const call = world.vmapi.createDisk(vm.uuid, { size: 1 }, { ownerUuid: STRANGER });
    expect(await refusalOf(call)).toEqual([404, 'ResourceNotFound', undefined]);
  });

  test('a second operation on a disk whose first has not ended', async () => {
    const vm = await world.newVm([1024]);
    world.cnapi.held = true;
    await world.vmapi.resizeDisk(vm.uuid, { disk_id: dataDisk(vm).uuid, size: 2048 });
    expect(await refusalOf(world.vmapi.deleteDisk(vm.uuid, { disk_id: dataDisk(vm).uuid }))).toEqual([
      409,
      'ConflictError',
      undefined,
    ]);
  });
});

test('with snapshots the node is asked, and what it holds for them can not be allocated', async () => {
  const vm = await world.newVm([20480]);
  const onNode = world.cnapi.node.get(vm.uuid);
  onNode.snapshots.push({ name: 'before', created_at: '2026-03-03T10:05:00.000Z', size: 0 });
  onNode.heldMib = 50_000;
  await world.vmapi.putVm(vm.uuid, world.cnapi.node.report(onNode));
  onNode.heldMib = 71_000; // the guest has written since that report
  expect(await refusalOf(world.vmapi.createDisk(vm.uuid, { size: 681 }))).toEqual([
    409,
    'InsufficientSpace',
    undefined,
  ]);
  const { job_uuid } = await world.vmapi.createDisk(vm.uuid, { size: 680 });
  expect((await world.finished(job_uuid)).execution).toBe('succeeded');
});

test('of 32 concurrent adds for the last space exactly the affordable number win, and losers leave nothing behind', async () => {
  const { vm_uuid, job_uuid } = await world.vmapi.createVm({
    owner_uuid: OWNER,
    brand: 'bhyve',
    billing_id: FLEXIBLE,
    networks: [{ ipv4_uuid: NETWORK }],
    disks: [{ image_uuid: IMAGE, size: 102400 - 5 * 1024 }],
    autoboot: false,
  });
  await world.finished(job_uuid);
  let watching = true;
  const highest = (async () => {
    let most = 0;
    while (watching) most = Math.max(most, chargedMib(await world.vmapi.getVm(vm_uuid)));
    return most;
  })();
  const tries = Array.from({ length: 32 }, () => world.vmapi.createDisk(vm_uuid, { size: 1024 }));
  const outcomes = await Promise.allSettled(tries);
  const won = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code as string] : []));
  expect(won).toHaveLength(5);
  expect(new Set(lost)).toEqual(new Set(['InsufficientSpace']));
  for (const { job_uuid: job } of won) expect((await world.finished(job)).execution).toBe('succeeded');
  watching = false;
  expect(await highest).toBeLessThanOrEqual(102400);
  expect(world.cnapi.node.peakMib.get(vm_uuid)).toBe(102400);
  const vm = await world.vmapi.getVm(vm_uuid);
  expect([vm.disks.length, vm.free_space, vm.disks.every(({ state }) => state === 'active')]).toEqual([6, 0, true]);
  const jobs = await world.vmapi.listVmJobs(vm_uuid);
  expect(jobs).toHaveLength(6);
});
