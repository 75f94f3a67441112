import { createSnapshot } from './create-snapshot';
import { createVm } from './create-vm';
import { deleteSnapshot } from './delete-snapshot';
import { loadVm } from './load-vm';
import { loadVmWithHold } from './load-vm-with-hold';
import { rollbackSnapshot } from './rollback-snapshot';
import { makeSimulatedNode, type SimulatedNode, VM } from './testing/simulated-node';
import { faults, vmState } from './testing/vm-state';
import { updateVm } from './update-vm';

const MIB = 1024 * 1024;
const disk = (n: number) => `/dev/zvol/rdsk/zones/${VM}/disk${n}`;

let node: SimulatedNode;
beforeEach(async () => {
  node = await makeSimulatedNode();
  const disks = [{ size: 1024, boot: true }];
  await createVm(node.host, { uuid: VM, brand: 'bhyve', autoboot: false, flexible_disk_size: 2048, disks });
});
afterEach(() => node.close());

test('a snapshot of a well filled disk takes what free_space still shows, and a disk for it is refused beforehand', async () => {
  await node.zfs.write(`zones/${VM}/disk0`, 0, 960 * MIB);
  await createSnapshot(node.host, VM, 'full');
  const vm = await loadVm(node.host, VM);
  expect(vm.free_space).toBe(1024);
  expect(vm.allocatable).toBeLessThan(64);
  const before = await vmState(node.host, VM);
  node.commands.length = 0;
  await expect(updateVm(node.host, VM, { add_disks: [{ size: 1024 }] })).rejects.toMatchObject({
    code: 'InsufficientSpace',
    facts: { requested: 1024, free_space: 1024, allocatable: vm.allocatable },
  });
  expect(node.commands).toHaveLength(1);
  expect(await vmState(node.host, VM)).toEqual(before);
  await deleteSnapshot(node.host, VM, 'full');
  expect((await loadVm(node.host, VM)).allocatable).toBe(1024);
});

test('what was overwritten since a snapshot is counted as its size', async () => {
  await node.zfs.write(`zones/${VM}/disk0`, 0, 512 * MIB);
  await createSnapshot(node.host, VM, 'half');
  await node.zfs.write(`zones/${VM}/disk0`, 0, 100 * MIB);
  const vm = await loadVm(node.host, VM);
  expect(vm.snapshots).toEqual([{ name: 'half', size: expect.any(Number), created_at: expect.stringMatching(/Z$/) }]);
  expect(vm.disks[0]?.snapshot_size).toBeGreaterThanOrEqual(100);
  expect(vm.free_space).toBe(1024 - (vm.disks[0]?.snapshot_size ?? 0));
});

test('a rollback restores the sizes and recalculates what is reserved for them', async () => {
  await createSnapshot(node.host, VM, 'large');
  await updateVm(node.host, VM, { update_disks: [{ path: disk(0), size: 256, dangerous_allow_shrink: true }] });
  await rollbackSnapshot(node.host, VM, 'large');
  expect(await loadVm(node.host, VM)).toMatchObject({
    state: 'running',
    disks: [{ size: 1024, refreservation: 1058 }],
  });
  expect(faults(await vmState(node.host, VM))).toEqual([]);
});

test('a rollback whose sizes would no longer fit the budget is refused, and changes nothing', async () => {
  await createSnapshot(node.host, VM, 'large');
  const update_disks = [{ path: disk(0), size: 256, dangerous_allow_shrink: true }];
  await updateVm(node.host, VM, { update_disks, add_disks: [{ size: 1536 }] });
  const before = await vmState(node.host, VM);
  await expect(rollbackSnapshot(node.host, VM, 'large')).rejects.toMatchObject({
    code: 'InsufficientSpace',
    facts: { requested: 768, free_space: 256, allocatable: 256 },
  });
  expect(await vmState(node.host, VM)).toEqual(before);
});

test('newer snapshots are lost by a rollback, a disk that came later stays', async () => {
  await createSnapshot(node.host, VM, 'one');
  await updateVm(node.host, VM, { add_disks: [{ size: 100 }] });
  await createSnapshot(node.host, VM, 'two');
  await rollbackSnapshot(node.host, VM, 'one');
  const vm = await loadVm(node.host, VM);
  expect([vm.snapshots.map(({ name }) => name), vm.disks.map(({ size }) => size)]).toEqual([['one'], [1024, 100]]);
});

test('a rollback leaves no snapshot behind that nobody sees', async () => {
  await createSnapshot(node.host, VM, 'one');
  await updateVm(node.host, VM, { add_disks: [{ size: 100 }] });
  await createSnapshot(node.host, VM, 'two');
  await rollbackSnapshot(node.host, VM, 'one');
  const names = (await vmState(node.host, VM)).datasets.map(({ name }) => name).filter((name) => name.includes('@'));
  expect(names).toEqual([`zones/${VM}@vmsnap-one`, `zones/${VM}/disk0@vmsnap-one`]);
  await createSnapshot(node.host, VM, 'two');
});

test('a budget is not lowered below what disks and snapshots use', async () => {
  await node.zfs.write(`zones/${VM}/disk0`, 0, 512 * MIB);
  await createSnapshot(node.host, VM, 'half');
  await node.zfs.write(`zones/${VM}/disk0`, 0, 512 * MIB);
  await expect(updateVm(node.host, VM, { flexible_disk_size: 1100 })).rejects.toMatchObject({
    code: 'InsufficientSpace',
    message: expect.stringMatching(/^disks and snapshots need \d+ MiB/),
  });
  await deleteSnapshot(node.host, VM, 'half');
  await updateVm(node.host, VM, { flexible_disk_size: 1100 });
});

test.each([
  ['a name with a slash', 'a/b', 'InvalidArgument', 'Invalid snapshot name'],
  ['an empty name', '', 'InvalidArgument', 'Invalid snapshot name'],
  ['a name of 65 characters', 'x'.repeat(65), 'InvalidArgument', 'Invalid snapshot name'],
  ['a name that looks like an option', '-r @x', 'InvalidArgument', 'Invalid snapshot name'],
])('%s is refused', async (_why, name, code, message) => {
  for (const operation of [createSnapshot, deleteSnapshot, rollbackSnapshot]) {
    await expect(operation(node.host, VM, name)).rejects.toMatchObject({ code, message });
  }
  expect(node.commands.filter((line) => line.includes('vmsnap'))).toEqual([]);
});

test('a snapshot is made once and must be there to be used', async () => {
  await createSnapshot(node.host, VM, 's');
  await expect(createSnapshot(node.host, VM, 's')).rejects.toThrow('snapshot with name "s" already exists.');
  await expect(rollbackSnapshot(node.host, VM, 't')).rejects.toThrow(`No snapshot named "t" for ${VM}`);
  await expect(deleteSnapshot(node.host, VM, 't')).rejects.toThrow(`No snapshot named "t" for ${VM}`);
});

test('a snapshot for which there is no room is refused in the words of zfs', async () => {
  await updateVm(node.host, VM, { add_disks: [{ size: 1024 }] });
  await node.zfs.write(`zones/${VM}/disk0`, 0, 512 * MIB);
  await expect(createSnapshot(node.host, VM, 's')).rejects.toMatchObject({
    code: 'InsufficientSpace',
    message: expect.stringContaining('out of space'),
  });
  expect((await loadVm(node.host, VM)).snapshots).toEqual([]);
});

test('disks that each have the room for a snapshot, but not all of them, have it not', async () => {
  await updateVm(node.host, VM, { flexible_disk_size: 3072, add_disks: [{ size: 1024 }] });
  for (const n of [0, 1]) await node.zfs.write(`zones/${VM}/disk${n}`, 0, 700 * MIB);
  const before = await vmState(node.host, VM);
  await expect(createSnapshot(node.host, VM, 's')).rejects.toMatchObject({
    code: 'InsufficientSpace',
    message: `cannot create snapshot 'zones/${VM}/disk1@vmsnap-s': out of space\nno snapshots were created`,
  });
  expect(await vmState(node.host, VM)).toEqual(before);
});

test('what one more snapshot would hold is what was written since the last one, and making it takes just that', async () => {
  await node.zfs.write(`zones/${VM}/disk0`, 0, 512 * MIB);
  const { snapshot_hold: hold, allocatable = 0 } = await loadVmWithHold(node.host, VM);
  expect(hold).toBeGreaterThanOrEqual(512);
  await createSnapshot(node.host, VM, 'half');
  const after = await loadVmWithHold(node.host, VM);
  // Both numbers are rounded to the safe side.
  expect([allocatable - hold, allocatable - hold + 1]).toContain(after.allocatable);
  expect(after.snapshot_hold).toBeLessThan(2);
});

test('a snapshot that an interrupted operation had made is its own, whoever asks for another of that name is refused', async () => {
  const { configs } = node.host;
  const before = await configs.read(VM);
  if (!before) throw new Error('the VM has no configuration');
  await createSnapshot(node.host, VM, 'mine', { operationId: 'one' });
  // As after a crash between ZFS's command and the note that it was done.
  await configs.write({ ...before, snapshotting: 'one' });
  await expect(createSnapshot(node.host, VM, 'mine', { operationId: 'two' })).rejects.toMatchObject({
    code: 'SnapshotAlreadyExists',
  });
  await createSnapshot(node.host, VM, 'mine', { operationId: 'one' });
  expect((await loadVm(node.host, VM)).snapshots).toHaveLength(1);
  expect(await loadVm(node.host, VM)).not.toHaveProperty('snapshotting');
});

test('a protected VM is not rolled back to smaller disks', async () => {
  await createSnapshot(node.host, VM, 'small');
  const grown = { update_disks: [{ path: disk(0), size: 1500 }], indestructible_zoneroot: true };
  await updateVm(node.host, VM, grown);
  await expect(rollbackSnapshot(node.host, VM, 'small')).rejects.toMatchObject({ code: 'InvalidArgument' });
  expect((await loadVm(node.host, VM)).disks).toMatchObject([{ size: 1500 }]);
});

test('a second snapshot needs room only for what was written since the first', async () => {
  await node.zfs.write(`zones/${VM}/disk0`, 0, 960 * MIB);
  await createSnapshot(node.host, VM, 'one');
  await createSnapshot(node.host, VM, 'two');
  await node.zfs.write(`zones/${VM}/disk0`, 0, 32 * MIB);
  expect((await loadVmWithHold(node.host, VM)).snapshot_hold).toBe(33);
  await createSnapshot(node.host, VM, 'three');
  expect((await loadVm(node.host, VM)).snapshots.map(({ name }) => name)).toEqual(['three', 'two', 'one']);
});
