import { createVm } from './create-vm';
import { deleteVm } from './delete-vm';
import { killVm } from './kill-vm';
import { listVms } from './list-vms';
import { loadVm } from './load-vm';
import { rebootVm } from './reboot-vm';
import { startVm } from './start-vm';
import { stopVm } from './stop-vm';
import { IMAGE, makeSimulatedNode, type SimulatedNode, VM } from './testing/simulated-node';
import { faults, vmState } from './testing/vm-state';
import { updateVm } from './update-vm';

const OTHER = '11111111-1111-4111-8111-111111111111';
const disk = (n: number) => `/dev/zvol/rdsk/zones/${VM}/disk${n}`;
const PAYLOAD = {
  uuid: VM,
  brand: 'bhyve',
  flexible_disk_size: 102400,
  disks: [{ image_uuid: IMAGE, boot: true }, { size: 20480 }],
};

let node: SimulatedNode;
beforeEach(async () => {
  node = await makeSimulatedNode();
});
afterEach(() => node.close());

const create = (more: object = {}) => createVm(node.host, { ...PAYLOAD, ...more });

test('a VM starts when it is made, unless autoboot is false', async () => {
  await create();
  expect(await loadVm(node.host, VM)).toMatchObject({ state: 'running', zone_state: 'running', autoboot: true });
  await create({ uuid: OTHER, autoboot: false });
  expect(await loadVm(node.host, OTHER)).toMatchObject({ state: 'stopped', zone_state: 'installed', autoboot: false });
});

test('what is not given is random or a default', async () => {
  const uuid = await createVm(node.host, { brand: 'bhyve' });
  expect(await loadVm(node.host, uuid)).toMatchObject({
    uuid,
    zonename: uuid,
    zonepath: `/zones/${uuid}`,
    zfs_filesystem: `zones/${uuid}`,
    ram: 256,
    max_physical_memory: 1536,
    vcpus: 1,
    quota: 1,
    disks: [],
    snapshots: [],
  });
  expect(await loadVm(node.host, uuid)).not.toHaveProperty('free_space');
});

test('start, stop, reboot and kill know the states they start from', async () => {
  await create();
  await expect(startVm(node.host, VM)).rejects.toMatchObject({ code: 'AlreadyRunning' });
  await rebootVm(node.host, VM);
  await expect(killVm(node.host, VM, 'nonsense')).rejects.toThrow('Invalid signal: nonsense');
  expect(await killVm(node.host, VM, 'winch')).toBe('SIGWINCH');
  expect(await killVm(node.host, VM, '9')).toBe('SIGKILL');
  await expect(stopVm(node.host, VM)).rejects.toThrow(`VM ${VM} is already not 'running' (currently: stopped)`);
  await expect(rebootVm(node.host, VM)).rejects.toThrow('Cannot reboot vm from state "stopped", must be "running"');
  await expect(killVm(node.host, VM)).rejects.toThrow(`Cannot find running init PID for VM ${VM}`);
  await startVm(node.host, VM);
  expect((await loadVm(node.host, VM)).state).toBe('running');
});

test.each([
  ['add_disks', { add_disks: [{ size: 1024 }] }, /^updates to disks are only allowed when state is "stopped"/],
  ['remove_disks', { remove_disks: [disk(1)] }, /^updates to disks are only allowed .*currently: running \(running\)$/],
  ['a shrink', { update_disks: [{ path: disk(1), size: 1024, dangerous_allow_shrink: true }] }, /^at least one/],
  ['another slot', { update_disks: [{ path: disk(1), pci_slot: '0:4:5' }] }, /^at least one specified update to disks/],
])('RFD 154, "Platform limitations": %s needs a stopped VM', async (_what, payload, message) => {
  await create();
  const refused = updateVm(node.host, VM, payload);
  await expect(refused).rejects.toThrow(message);
  await expect(refused).rejects.toMatchObject({ code: 'VmNotStopped' });
  await stopVm(node.host, VM);
  await updateVm(node.host, VM, payload);
});

test('a disk of a running VM grows where the node can do that, and only there', async () => {
  await create();
  const update_disks = [{ path: disk(1), size: 30720 }];
  const old = { ...node.host, onlineGrow: false };
  await expect(updateVm(old, VM, { update_disks })).rejects.toMatchObject({ code: 'VmNotStopped' });
  await updateVm(node.host, VM, { update_disks });
  await updateVm(old, VM, { update_disks }); // that size already
  expect((await loadVm(node.host, VM)).disks[1]?.size).toBe(30720);
  await updateVm(old, VM, { flexible_disk_size: 204800, update_disks: [{ path: disk(1), compression: 'lz4' }] });
  expect((await loadVm(node.host, VM)).disks[1]?.compression).toBe('lz4');
});

test('properties and metadata change, null and the empty string unset', async () => {
  await create({ alias: 'web0', billing_id: OTHER, tags: { a: 1, b: 2 }, customer_metadata: { k: 'v' } });
  await updateVm(node.host, VM, {
    server_uuid: OTHER,
    uuid: VM,
    alias: 'web1',
    ram: 4096,
    vcpus: 4,
    cpu_cap: 400,
    billing_id: null,
    set_tags: { c: 3 },
    remove_tags: ['a'],
    internal_metadata: { x: 'y' },
    remove_customer_metadata: ['k'],
  });
  const vm = await loadVm(node.host, VM);
  expect(vm).toMatchObject({ alias: 'web1', ram: 4096, max_physical_memory: 5376, vcpus: 4, cpu_cap: 400 });
  expect(vm).toMatchObject({ tags: { b: 2, c: 3 }, internal_metadata: { x: 'y' }, customer_metadata: {} });
  expect(vm).not.toHaveProperty('billing_id');
  expect(vm).not.toHaveProperty('server_uuid');
});

test('a VM without flexible_disk_size has what its disks reserve and its quota, and its disks take no more', async () => {
  const gone = { flexible_disk_size: undefined };
  await create({ autoboot: false, quota: 10, disks: [{ size: 10240 }], ...gone });
  const { quota } = await node.host.zfs.getNumbers(`zones/${VM}`, ['quota']);
  expect(quota).toBe(21813002240);
  await expect(updateVm(node.host, VM, { add_disks: [{ size: 1 }] })).rejects.toMatchObject({
    code: 'InsufficientSpace',
  });
  await updateVm(node.host, VM, { flexible_disk_size: 15360, quota: 1 });
  expect(await node.host.zfs.getNumbers(`zones/${VM}`, ['quota'])).toEqual({ quota: 17518034944 });
  await updateVm(node.host, VM, { flexible_disk_size: null });
  expect(await node.host.zfs.getNumbers(`zones/${VM}`, ['quota'])).toEqual({ quota: 12149325824 });
});

test('a reservation that an operator sets lasts until the space is next recalculated', async () => {
  await create({ autoboot: false });
  const quota = async () => (await node.host.zfs.getNumbers(`zones/${VM}`, ['quota'])).quota;
  const usual = await quota();
  await updateVm(node.host, VM, { update_disks: [{ path: disk(1), refreservation: 1024 }] });
  await updateVm(node.host, VM, { alias: 'same' });
  expect((await loadVm(node.host, VM)).disks[1]?.refreservation).toBe(1024);
  expect(await quota()).toBe(usual);
  await updateVm(node.host, VM, { flexible_disk_size: 102401 });
  expect((await loadVm(node.host, VM)).disks[1]?.refreservation).toBe(21123);
});

test('a disk is also named by its uuid', async () => {
  await create({ autoboot: false });
  const uuid = (await loadVm(node.host, VM)).disks[1]?.uuid;
  await updateVm(node.host, VM, { update_disks: [{ uuid, size: 20481 }] });
  await updateVm(node.host, VM, { remove_disks: [uuid] });
  expect((await loadVm(node.host, VM)).disks).toHaveLength(1);
});

test('an operation asked for again under its name is not done again', async () => {
  const options = (operationId: string) => ({ operationId });
  await createVm(node.host, { ...PAYLOAD, autoboot: false }, options('task-1'));
  await createVm(node.host, { ...PAYLOAD, autoboot: false }, options('task-1'));
  for (let turn = 0; turn < 2; turn++) {
    await updateVm(node.host, VM, { add_disks: [{ size: 1024 }] }, options('task-2'));
    await startVm(node.host, VM, options('task-3'));
    await stopVm(node.host, VM, options('task-4'));
    await updateVm(node.host, VM, { remove_disks: [disk(1)] }, options('task-5'));
  }
  expect((await loadVm(node.host, VM)).disks.map(({ path }) => path)).toEqual([disk(0), disk(2)]);
  expect(await loadVm(node.host, VM)).not.toHaveProperty('applied');
});

test('changes of one VM by many at once come one after another', async () => {
  await create({ autoboot: false });
  const adds = Array.from({ length: 5 }, () => updateVm(node.host, VM, { add_disks: [{ size: 20480 }] }));
  const results = await Promise.allSettled(adds);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  expect(faults(await vmState(node.host, VM))).toEqual([]);
});

test('a pool without room refuses before anything is left behind', async () => {
  const small = await makeSimulatedNode({ poolBytes: 64 * 1024 ** 3 });
  try {
    const refused = createVm(small.host, { ...PAYLOAD, flexible_disk_size: 102400 });
    await expect(refused).rejects.toMatchObject({ code: 'InsufficientSpace', message: expect.stringMatching(/space/) });
    expect(await vmState(small.host, VM)).toEqual({ config: undefined, datasets: [] });
  } finally {
    small.close();
  }
});

test('a budget that the pool can not reserve is refused, also where zfs has set the quota already', async () => {
  const small = await makeSimulatedNode({ poolBytes: 64 * 1024 ** 3 });
  try {
    await createVm(small.host, { ...PAYLOAD, flexible_disk_size: 40960 });
    const before = await vmState(small.host, VM);
    const refused = updateVm(small.host, VM, { flexible_disk_size: 102400 });
    await expect(refused).rejects.toMatchObject({ code: 'InsufficientSpace' });
    expect(await vmState(small.host, VM)).toEqual(before);
  } finally {
    small.close();
  }
});

test('a size that another hand changed is kept, and quota and reservation follow it', async () => {
  await create({ autoboot: false });
  await node.host.zfs.set(`zones/${VM}/disk1`, { volsize: 30720 * 1024 * 1024, refreservation: 'auto' });
  await updateVm(node.host, VM, { alias: 'touched' });
  expect((await loadVm(node.host, VM)).disks[1]?.size).toBe(30720);
  expect(faults(await vmState(node.host, VM))).toEqual([]);
});

test('delete takes a running VM with all its disks, not its image', async () => {
  await create();
  await deleteVm(node.host, VM);
  await expect(loadVm(node.host, VM)).rejects.toMatchObject({ code: 'VmNotFound', message: `VM ${VM} not found` });
  expect(await vmState(node.host, VM)).toEqual({ config: undefined, datasets: [] });
  expect(await node.host.zfs.exists(`zones/${IMAGE}@final`)).toBe(true);
  await expect(deleteVm(node.host, VM)).rejects.toMatchObject({ code: 'VmNotFound' });
});

test.each(['', '..', '../../etc/passwd', `${VM}/disk0`, VM.slice(1), `${VM}\n`])('%j names no VM', async (uuid) => {
  for (const operation of [loadVm, startVm, stopVm, rebootVm, deleteVm]) {
    await expect(operation(node.host, uuid)).rejects.toMatchObject({ code: 'VmNotFound' });
  }
  await expect(updateVm(node.host, uuid, {})).rejects.toMatchObject({ code: 'VmNotFound' });
  expect(node.commands).toEqual([]);
});

describe('commands of zfs', () => {
  const count = async (work: () => Promise<unknown>): Promise<number> => {
    node.commands.length = 0;
    await work();
    return node.commands.length;
  };

  test('growing a disk takes 3, also when the pool’s layout has to be asked for 4, and no change 1', async () => {
    await create();
    expect(await count(() => updateVm(node.host, VM, { update_disks: [{ path: disk(1), size: 30720 }] }))).toBe(3);
    const unknowing = { ...node.host, vdevs: undefined };
    expect(await count(() => updateVm(unknowing, VM, { update_disks: [{ path: disk(1), size: 40960 }] }))).toBe(4);
    expect(await count(() => updateVm(unknowing, VM, { update_disks: [{ path: disk(1), size: 40960 }] }))).toBe(1);
    expect(await count(() => updateVm(node.host, VM, { alias: 'x' }))).toBe(1);
  });

  test('listing takes 1 however many VMs there are, or none when ZFS is not needed', async () => {
    for (let n = 10; n < 30; n++) await createVm(node.host, { ...PAYLOAD, uuid: `${n}${VM.slice(2)}` });
    expect(await count(() => listVms(node.host, { datasets: true, snapshots: true }))).toBe(1);
    expect(await count(() => listVms(node.host))).toBe(0);
    const vms = await listVms(node.host, { datasets: true });
    expect(vms).toHaveLength(20);
    expect(vms[7]).toEqual(await loadVm(node.host, vms[7]?.uuid ?? ''));
  });
});
