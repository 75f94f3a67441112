import { randomUUID } from 'node:crypto';
import type { Vm } from '@triton/schemas/vm';
import { storeReport } from '../src/vms/store-report';
import type { NodeVm } from './simulated-node';
import { refusalOf } from './space-in-use';
import { OWNER, startWorld, STRANGER, type World } from './world';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(() => world.close());

let observed = Date.now();

/** What the node says of a VM after `change`, unasked. */
function report({ uuid }: Vm, change: (vm: NodeVm) => object | void = () => undefined): object {
  const vm = world.cnapi.node.get(uuid);
  const more = change(vm) ?? {};
  return { ...structuredClone(vm), quota: 1, observed: ++observed, ...more };
}

const foreign = (size: number): NodeVm['disks'][number] => {
  const uuid = randomUUID();
  return { uuid, size, pci_slot: '0:4:5', boot: false, path: `/dev/zvol/rdsk/zones/x/${uuid}` };
};

const settled = async (vm: Vm): Promise<Vm> => {
  await world.vmapi.putVm(vm.uuid, report(vm));
  return world.vmapi.getVm(vm.uuid);
};

test('a report that says what is known is no history', async () => {
  const vm = await world.newVm([2048]);
  await settled(vm);
  expect(await world.vmapi.getVmHistory(vm.uuid)).toEqual([]);
});

test('a disk that an operator made counts against the budget, and the history says what was found', async () => {
  const vm = await world.newVm();
  const disk = foreign(81_920);
  await world.vmapi.putVm(
    vm.uuid,
    report(vm, ({ disks }) => void disks.push(disk)),
  );
  expect(await world.vmapi.getVm(vm.uuid)).toMatchObject({ free_space: 10_240, disks: [{}, { uuid: disk.uuid }] });
  expect((await refusalOf(world.vmapi.createDisk(vm.uuid, { size: 10_241 })))[1]).toBe('InsufficientSpace');
  expect(await world.vmapi.getVmHistory(vm.uuid)).toEqual([
    {
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      cause: 'operator',
      explanation: 'changed on the compute node by hand, past VMAPI',
      changes: [{ path: `disks.${disk.uuid}`, expected: null, found: { size: 81_920, pci_slot: '0:4:5' } }],
    },
  ]);
});

test('sizes, places, limits, state and snapshots that nobody asked for are told, newest first', async () => {
  const vm = await settled(await world.newVm([2048, 4096]));
  const [, data, more] = vm.disks.map(({ uuid }) => uuid);
  const swapped = report(vm, (node) => {
    const [, first, second] = node.disks as [NodeVm['disks'][0], NodeVm['disks'][0], NodeVm['disks'][0]];
    [first.pci_slot, second.pci_slot] = [second.pci_slot, first.pci_slot];
    first.size = 1024;
    Object.assign(node, {
      flexible_disk_size: 204_800,
      state: 'running',
      snapshots: [{ name: 'a', created_at: '2026-03-03T10:05:00.000Z', size: 0 }],
    });
  });
  await world.vmapi.putVm(vm.uuid, { ...swapped, cause: 'rollback' });
  const gone = report(vm, (node) => void node.disks.pop());
  await world.vmapi.putVm(vm.uuid, { ...gone, cause: 'crash' });
  const [latest, first] = await world.vmapi.getVmHistory(vm.uuid);
  expect(latest).toMatchObject({ cause: 'crash', changes: [{ path: `disks.${more}`, found: null }] });
  expect(first?.cause).toBe('rollback');
  expect(first?.changes).toEqual(
    expect.arrayContaining([
      { path: 'state', expected: 'stopped', found: 'running' },
      { path: 'flexible_disk_size', expected: 102_400, found: 204_800 },
      { path: 'snapshots.a', expected: null, found: true },
      { path: `disks.${data}.size`, expected: 2048, found: 1024 },
      { path: `disks.${data}.pci_slot`, expected: '0:4:1', found: '0:4:2' },
      { path: `disks.${more}.pci_slot`, expected: '0:4:2', found: '0:4:1' },
    ]),
  );
  expect(await world.vmapi.getVm(vm.uuid)).toMatchObject({ flexible_disk_size: 204_800, state: 'running' });
});

test('old news does not undo newer', async () => {
  const vm = await settled(await world.newVm([2048]));
  const old = report(vm);
  const now = report(vm, ({ disks }) => void (disks[1] as { size: number }).size++);
  await world.vmapi.putVm(vm.uuid, now);
  await world.vmapi.putVm(vm.uuid, old);
  await world.vmapi.putVm(vm.uuid, now);
  await world.vmapi.putVm(vm.uuid, { ...report(vm, ({ disks }) => void disks.pop()), epoch: 0 });
  expect((await world.vmapi.getVm(vm.uuid)).disks.map(({ size }) => size)).toEqual([10_240, 2049]);
  expect(await world.vmapi.getVmHistory(vm.uuid)).toHaveLength(1);
});

test('the promise of a job is no drift, whether its node has kept it yet or not', async () => {
  const vm = await settled(await world.newVm([2048]));
  world.cnapi.held = true;
  const { job_uuid, disk_uuid = '' } = await world.vmapi.createDisk(vm.uuid, { size: 1024 });
  await world.vmapi.putVm(vm.uuid, report(vm));
  const made = { ...foreign(1024), uuid: disk_uuid, pci_slot: '0:4:2' };
  const early = report(vm);
  await world.vmapi.putVm(vm.uuid, { ...early, disks: [...(early as NodeVm).disks, made] });
  expect((await world.vmapi.getVm(vm.uuid)).disks[2]).toMatchObject({ uuid: disk_uuid, state: 'creating' });
  world.cnapi.resume();
  expect((await world.finished(job_uuid)).execution).toBe('succeeded');
  expect(await world.vmapi.getVmHistory(vm.uuid)).toEqual([]);
});

test('a job whose node said something newer meanwhile keeps its promise all the same', async () => {
  const vm = await settled(await world.newVm([2048]));
  world.cnapi.held = true;
  const { job_uuid, disk_uuid = '' } = await world.vmapi.createDisk(vm.uuid, { size: 1024 });
  const made = { ...foreign(1024), uuid: disk_uuid, pci_slot: '0:4:2' };
  const newer = report(vm);
  const hand = { ...foreign(512), pci_slot: '0:4:3' };
  const put = {
    ...newer,
    disks: [...(newer as NodeVm).disks, made, hand],
    observed: (observed += 60_000),
    epoch: 9_999,
  };
  await world.vmapi.putVm(vm.uuid, put);
  world.cnapi.resume();
  expect((await world.finished(job_uuid)).execution).toBe('succeeded');
  const { disks } = await world.vmapi.getVm(vm.uuid);
  expect(disks.map(({ uuid, state }) => [uuid, state])).toEqual([
    ...vm.disks.map(({ uuid }) => [uuid, 'active']),
    [disk_uuid, 'active'],
    [hand.uuid, 'active'],
  ]);
});

test('a job that ends on old news lets go of its own promises, and of nobody else’s', async () => {
  const [mine, others] = [await settled(await world.newVm([2048])), await settled(await world.newVm([2048]))];
  world.cnapi.held = true;
  const resize = (vm: Vm) => world.vmapi.resizeDisk(vm.uuid, { disk_id: vm.disks[1]?.uuid ?? '', size: 4096 });
  const { job_uuid: jobUuid } = await resize(mine);
  const { job_uuid: theirJob } = await resize(others);
  const promised = async (vm: Vm) => (await world.vmapi.getVm(vm.uuid)).disks[1]?.target_size;
  await storeReport(world.db, report(mine), { epoch: 0, jobUuid });
  expect([await promised(mine), await promised(others)]).toEqual([undefined, 4096]);
  world.cnapi.resume();
  for (const uuid of [jobUuid, theirJob]) expect((await world.finished(uuid)).execution).toBe('succeeded');
});

test('what a job finds beside its own change is history too, and names the job', async () => {
  const vm = await settled(await world.newVm([2048]));
  const disk = foreign(512);
  world.cnapi.node.get(vm.uuid).disks.push(disk);
  const { job_uuid } = await world.vmapi.resizeDisk(vm.uuid, { disk_id: vm.disks[1]?.uuid ?? '', size: 4096 });
  expect((await world.finished(job_uuid)).execution).toBe('succeeded');
  expect(await world.vmapi.getVmHistory(vm.uuid)).toMatchObject([
    { cause: 'operator', job_uuid, changes: [{ path: `disks.${disk.uuid}`, expected: null }] },
  ]);
});

test('a VM that was destroyed by hand is destroyed, and its history stays', async () => {
  const vm = await settled(await world.newVm());
  const destroyed = { uuid: vm.uuid, state: 'destroyed', disks: [], observed: ++observed };
  expect(await world.vmapi.putVm(vm.uuid, destroyed)).toMatchObject({ state: 'destroyed', disks: [] });
  const [entry] = await world.vmapi.getVmHistory(vm.uuid);
  expect(entry?.changes).toContainEqual({ path: 'state', expected: 'stopped', found: 'destroyed' });
  expect((await refusalOf(world.vmapi.putVm(vm.uuid, destroyed)))[1]).toBe('ResourceNotFound');
});

test('another node’s VM under the same uuid is another VM, and the history is for the owner', async () => {
  const vm = await world.newVm();
  const elsewhere = { ...report(vm), server_uuid: randomUUID() };
  expect((await refusalOf(world.vmapi.putVm(vm.uuid, elsewhere)))[1]).toBe('ResourceNotFound');
  expect(await world.vmapi.getVmHistory(vm.uuid, { owner_uuid: OWNER })).toEqual([]);
  expect((await refusalOf(world.vmapi.getVmHistory(vm.uuid, { owner_uuid: STRANGER })))[1]).toBe('ResourceNotFound');
});
