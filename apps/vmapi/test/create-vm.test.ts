import { randomUUID } from 'node:crypto';
import { refusalOf } from './space-in-use';
import { FLEXIBLE, IMAGE, INFLEXIBLE, NETWORK, OWNER, packages, startWorld, type World } from './world';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(() => world.close());
afterEach(() => {
  world.cnapi.failNext = undefined;
  world.cnapi.resume();
});

const input = (extra: object = {}) => ({
  owner_uuid: OWNER,
  brand: 'bhyve' as const,
  billing_id: FLEXIBLE,
  image_uuid: IMAGE,
  networks: [{ ipv4_uuid: NETWORK }],
  ...extra,
});

async function sizesOf(extra: object): Promise<number[]> {
  const { vm_uuid, job_uuid } = await world.vmapi.createVm(input(extra));
  expect(await world.finished(job_uuid)).toMatchObject({ execution: 'succeeded' });
  return (await world.vmapi.getVm(vm_uuid)).disks.map(({ size }) => size);
}

test('the VM is there, being provisioned and charged, before the answer goes out', async () => {
  world.cnapi.held = true;
  const { vm_uuid } = await world.vmapi.createVm(input({ alias: 'db0' }));
  const vm = await world.vmapi.getVm(vm_uuid);
  expect(vm).toMatchObject({
    alias: 'db0',
    state: 'provisioning',
    flexible_disk_size: 102400,
    free_space: 0,
    ram: 3840,
  });
  expect(vm.disks.map(({ state }) => state)).toEqual(['creating', 'creating']);
  expect(vm.nics).toMatchObject([{ network_uuid: NETWORK, primary: true }]);
});

describe('RFD 154 CreateVM disks', () => {
  test('neither disks nor package disks: the image, and a data disk with the remainder', async () => {
    expect(await sizesOf({})).toEqual([10240, 92160]);
  });

  test('the worked example: image, 20480 and the remainder of all others', async () => {
    const disks = [{ image_uuid: IMAGE }, { size: 20480 }, { size: 'remaining' }];
    expect(await sizesOf({ disks })).toEqual([10240, 20480, 71680]);
  });

  test('package disks are used when the request has none', async () => {
    const billing_id = randomUUID();
    const flexible = packages.get(FLEXIBLE);
    if (!flexible) throw new Error('no package');
    packages.set(billing_id, { ...flexible, uuid: billing_id, disks: [{ size: 'remaining' }] });
    expect(await sizesOf({ billing_id })).toEqual([102400]);
  });

  test('an inflexible package keeps the traditional two disks', async () => {
    expect(await sizesOf({ billing_id: INFLEXIBLE })).toEqual([10240, 102400]);
  });

  test('what vmadm is told: the boot disk from the image, all sizes and slots decided', async () => {
    const disks = [{ image_uuid: IMAGE }, { size: 20480 }, { size: 'remaining' }];
    const { job_uuid } = await world.vmapi.createVm(input({ disks }));
    const { params } = await world.finished(job_uuid);
    expect((params.payload as { disks: object[] }).disks).toMatchObject([
      { image_uuid: IMAGE, boot: true, size: 10240, pci_slot: '0:4:0' },
      { size: 20480, pci_slot: '0:4:1' },
      { size: 71680, pci_slot: '0:4:2' },
    ]);
  });
});

test('a VM that can not be made is failed; its address and its name are free again', async () => {
  world.cnapi.failNext = 'no image here';
  const { vm_uuid, job_uuid } = await world.vmapi.createVm(input({ alias: 'web7' }));
  expect(await world.finished(job_uuid)).toMatchObject({ execution: 'failed', reason: 'no image here' });
  const vm = await world.vmapi.getVm(vm_uuid);
  expect([vm.state, vm.disks]).toEqual(['failed', []]);
  const nics = await world.db.selectFrom('catalog.nics').select('ip').where('vm_uuid', '=', vm_uuid).execute();
  expect(nics).toEqual([]);
  const again = await world.vmapi.createVm(input({ alias: 'web7' }));
  expect((await world.finished(again.job_uuid)).execution).toBe('succeeded');
});

test('a destroyed VM stays as a record, without disks and addresses', async () => {
  const vm = await world.newVm([1024]);
  const { job_uuid } = await world.vmapi.deleteVm(vm.uuid);
  expect((await world.finished(job_uuid)).execution).toBe('succeeded');
  const after = await world.vmapi.getVm(vm.uuid);
  expect(after).toMatchObject({ state: 'destroyed', disks: [], destroyed: expect.any(String) });
  const { vms } = await world.vmapi.listVms({ owner_uuid: OWNER, state: 'active' });
  expect(vms.map(({ uuid }) => uuid)).not.toContain(vm.uuid);
});

test('start, stop and reboot go to the node and come back as state', async () => {
  const vm = await world.newVm();
  const stateAfter = async (call: Promise<{ job_uuid: string }>) => {
    await world.finished((await call).job_uuid);
    return (await world.vmapi.getVm(vm.uuid)).state;
  };
  expect(await stateAfter(world.vmapi.startVm(vm.uuid))).toBe('running');
  expect(await stateAfter(world.vmapi.rebootVm(vm.uuid))).toBe('running');
  expect(await stateAfter(world.vmapi.stopVm(vm.uuid))).toBe('stopped');
});

test.each([
  ['an unknown package', { billing_id: randomUUID() }, 'billing_id'],
  ['an unknown image', { image_uuid: randomUUID() }, 'image_uuid'],
  ['no image', { image_uuid: undefined }, 'image_uuid'],
  ['an unknown network', { networks: [{ ipv4_uuid: randomUUID() }] }, 'networks'],
  ['an image on a data disk', { disks: [{ image_uuid: IMAGE }, { image_uuid: IMAGE, size: 1 }] }, 'disks.1.image_uuid'],
  ['a data disk without size', { disks: [{ image_uuid: IMAGE }, {}] }, 'disks.1.size'],
  ['an unknown key', { flexible_dsik_size: 1 }, 'flexible_dsik_size'],
  ['an unknown brand', { brand: 'kvm' }, 'brand'],
])('%s is refused and nothing is made', async (_what, extra, field) => {
  const before = await world.vmapi.listVms({});
  const wrong = input(extra) as Parameters<World['vmapi']['createVm']>[0];
  expect(await refusalOf(world.vmapi.createVm(wrong))).toEqual([409, 'ValidationFailed', field]);
  expect((await world.vmapi.listVms({})).total).toBe(before.total);
});

test('two VMs of one owner can not have the same name', async () => {
  await world.newVm([], { alias: 'twin' });
  const promised = world.cnapi.allocated.length;
  expect(await refusalOf(world.vmapi.createVm(input({ alias: 'twin' })))).toEqual([409, 'ValidationFailed', 'alias']);
  // Or whoever asks often enough would have all compute nodes hold their space for nothing.
  expect(world.cnapi.allocated).toHaveLength(promised);
});
