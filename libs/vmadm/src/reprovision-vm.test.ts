import { createSnapshot } from './create-snapshot';
import { createVm } from './create-vm';
import { loadVm } from './load-vm';
import { reprovisionVm } from './reprovision-vm';
import { IMAGE, IMAGE_MIB, makeSimulatedNode, type SimulatedNode, VM } from './testing/simulated-node';
import { faults, vmState } from './testing/vm-state';

const MIB = 1024 * 1024;
const OTHER = 'b1d3aae8-2f1c-4c55-9d7c-0f1d5b8f0d11';
const NOWHERE = '11111111-1111-4111-8111-111111111111';

let node: SimulatedNode;
beforeEach(async () => {
  node = await makeSimulatedNode();
  await node.host.zfs.createVolume(`zones/${OTHER}`, { volsize: 2048 * MIB, volblocksize: 16384 });
  await node.host.zfs.snapshot(`zones/${OTHER}@final`);
});
afterEach(() => node.close());

const create = (more: object = {}) =>
  createVm(node.host, {
    uuid: VM,
    brand: 'bhyve',
    autoboot: false,
    flexible_disk_size: 40960,
    disks: [{ image_uuid: IMAGE, size: 20480, boot: true }, { size: 1024 }],
    ...more,
  });

test('the boot disk becomes a clone of the new image, of the size, slot and uuid it had', async () => {
  await create();
  const before = await loadVm(node.host, VM);
  await createSnapshot(node.host, VM, 'old');
  await reprovisionVm(node.host, VM, { image_uuid: OTHER });
  const after = await loadVm(node.host, VM);
  const { uuid, pci_slot, path, size } = before.disks[0] ?? {};
  expect(after.disks[0]).toMatchObject({ uuid, pci_slot, path, size, image_uuid: OTHER, image_size: 2048 });
  expect(after.disks[0]?.block_size).toBe(16384);
  expect(after.disks[1]).toEqual(before.disks[1]);
  expect([after.state, after.free_space]).toEqual(['stopped', before.free_space]);
  expect(await node.host.zfs.get(`zones/${VM}/disk0`, ['origin'])).toEqual({ origin: `zones/${OTHER}@final` });
  expect(faults(await vmState(node.host, VM))).toEqual([]);
});

test('a running VM runs again afterwards, also with the image it had', async () => {
  await create({ autoboot: true });
  await reprovisionVm(node.host, VM, { image_uuid: IMAGE });
  expect(await loadVm(node.host, VM)).toMatchObject({ state: 'running', disks: [{ size: 20480 }, {}] });
});

test.each<[string, object, unknown, RegExp]>([
  ['an image that is not here', {}, { image_uuid: NOWHERE }, /^Invalid value\(s\) for: image_uuid \(image 1/],
  ['no image', {}, {}, /^Missing required properties: image_uuid$/],
  ['a hostile image', {}, { image_uuid: '../@final' }, /^Invalid value\(s\) for: image_uuid/],
  ['an unknown key', {}, { image_uuid: OTHER, disks: [] }, /^Invalid value\(s\) for: disks/],
  [
    'an image larger than the disk',
    { disks: [{ size: 1024, boot: true }] },
    { image_uuid: IMAGE },
    new RegExp(`^Cannot reprovision: image \\(${IMAGE_MIB} MiB\\) > disk0 \\(1024 MiB\\)$`),
  ],
  ['a VM without a boot disk', { disks: [] }, { image_uuid: IMAGE }, /^Cannot reprovision: the VM has no boot disk$/],
  ['a protected VM', { indestructible_zoneroot: true }, { image_uuid: IMAGE }, /^indestructible_zoneroot is set/],
])('%s is refused and nothing is touched', async (_what, vm, payload, message) => {
  await create(vm);
  const before = await vmState(node.host, VM);
  await expect(reprovisionVm(node.host, VM, payload)).rejects.toThrow(message);
  expect(await vmState(node.host, VM)).toEqual(before);
});
