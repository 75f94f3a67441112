import { createVm } from './create-vm';
import { loadVm } from './load-vm';
import { IMAGE, makeSimulatedNode, type SimulatedNode, VM } from './testing/simulated-node';
import { vmState } from './testing/vm-state';
import { updateVm } from './update-vm';

const DISK0 = `/dev/zvol/rdsk/zones/${VM}/disk0`;
const OTHER = '11111111-1111-4111-8111-111111111111';
const grow = (size: unknown) => ({ update_disks: [{ path: DISK0, size }] });
const add = (...add_disks: unknown[]) => ({ add_disks });

let node: SimulatedNode;
let before: unknown;
let disk0: string;
beforeAll(async () => {
  node = await makeSimulatedNode();
  const disks = [{ image_uuid: IMAGE, boot: true }];
  await createVm(node.host, { uuid: VM, brand: 'bhyve', autoboot: false, flexible_disk_size: 102400, disks });
  before = await vmState(node.host, VM);
  disk0 = (await loadVm(node.host, VM)).disks[0]?.uuid ?? '';
});
afterAll(() => node.close());

test.each<[string, unknown, RegExp]>([
  ['no object', 'quota=1', /^Invalid payload: must be an object$/],
  ['null', null, /^Invalid payload: must be an object$/],
  ['a list', [], /^Invalid payload: must be an object$/],
  ['a size in words', grow('big'), /^Invalid value\(s\) for: update_disks\.0\.size \(must be a whole number/],
  ['a size as text', grow('20480'), /update_disks\.0\.size \(must be a whole number/],
  ['"remaining", which is for the layers above', add({ size: 'remaining' }), /add_disks\.0\.size/],
  ['a negative size', grow(-1), /update_disks\.0\.size/],
  ['size 0', grow(0), /update_disks\.0\.size/],
  ['a fraction', grow(20480.5), /update_disks\.0\.size/],
  ['a size beyond every pool', grow(2 ** 40), /update_disks\.0\.size/],
  ['no size', add({}), /^Missing required properties: add_disks\.0\.size$/],
  ['a size of null', grow(null), /update_disks\.0\.size/],
  ['a misspelt key', add({ size: 1, dangerous_allow_shrink: true }), /add_disks\.0\.dangerous_allow_shrink/],
  ['a flag that is none', { update_disks: [{ path: DISK0, dangerous_allow_shrink: 'yes' }] }, /must be boolean/],
  ['disks that are no list', { add_disks: { size: 1 } }, /add_disks \(must be array\)/],
  ['a disk that is no object', add('disk'), /add_disks\.0 \(must be object\)/],
  ['an unknown property', { flexible_disk_sizes: 1 }, /^Invalid value\(s\) for: flexible_disk_sizes/],
  ['an unknown property without a value', { add_disk: null }, /^Invalid value\(s\) for: add_disk /],
  ['the disks of create', { disks: [] }, /^Invalid value\(s\) for: disks/],
  ['a negative budget', { flexible_disk_size: -1 }, /flexible_disk_size \(must be a whole number from 0/],
  ['a quota that is no number', { quota: '10g' }, /quota \(must be a whole number/],
  ['an alias that is a command', { alias: '$(reboot)' }, /alias \(must be at most 189 letters/],
  ['no vcpu', { vcpus: 0 }, /vcpus \(must be a whole number from 1 to 64\)/],
  ['another brand', { brand: 'kvm' }, /brand \(must be "bhyve"\)/],
  ['an unknown path', { remove_disks: [`${DISK0}0`] }, /^disk not found: .*disk00 \(remove_disks\.0\)$/],
  ['a path out of the VM', { remove_disks: ['/dev/zvol/rdsk/zones/../../etc'] }, /^disk not found/],
  ['an unknown uuid', { update_disks: [{ uuid: OTHER, size: 1 }] }, /^disk not found: 1{8}/],
  ['a disk without a name', { update_disks: [{ size: 1 }] }, /^Missing required properties: update_disks\.0\.path$/],
  ['a path and the uuid of another', { update_disks: [{ path: DISK0, uuid: OTHER }] }, /update_disks\.0\.uuid/],
  ['a shrink', grow(1024), /^Can not shrink disk from 10240 MiB to 1024 MiB$/],
  ['a disk in a taken slot', add({ size: 1, pci_slot: '4:0' }), /^VM has multiple disks in pci_slot "4:0"/],
  ['a reserved slot', add({ size: 1, pci_slot: '0:31:0' }), /PCI device 31 is reserved$/],
  ['no slot', add({ size: 1, pci_slot: 'first' }), /^pci_slot "first" is not valid$/],
  ['a second boot disk', add({ size: 1, boot: true }), /^multiple boot disks: /],
  ['a block size of 3000', add({ size: 1, block_size: 3000 }), /add_disks\.0\.block_size \(must be a power of two/],
  ['an image and a block size', add({ image_uuid: IMAGE, block_size: 512 }), /both \.block_size and \.image_uuid/],
  ['an image that is not here', add({ image_uuid: OTHER }), /add_disks\.0\.image_uuid \(image 1.* is not on this/],
  ['less than the image', add({ image_uuid: IMAGE, size: 10239 }), /add_disks\.0\.size \(must be at least the 10240/],
  ['a wrong image_size', add({ image_uuid: IMAGE, image_size: 1 }), /add_disks\.0\.image_size \(the image has 10240/],
  ['image_size without an image', add({ size: 9, image_size: 9 }), /add_disks\.0\.image_size/],
  ['an unknown compression', add({ size: 1, compression: 'rar' }), /compression \(must be one of on, off, gzip/],
  ['an option as compression', add({ size: 1, compression: '-o x' }), /compression \(must be one of/],
  ['an unknown model', add({ size: 1, model: 'ide' }), /model \(must be one of virtio, ahci, nvme\)/],
  ['a path for a new disk', add({ size: 1, path: '/dev/x' }), /^you cannot specify a path for a disk unless/],
  ['a cdrom without a path', add({ media: 'cdrom' }), /^Missing required properties: add_disks\.0\.path$/],
  ['another pool', add({ size: 1, zpool: 'data' }), /add_disks\.0\.zpool \(must be zones\)/],
  ['a uuid that is none', add({ size: 1, uuid: '../../x' }), /add_disks\.0\.uuid \(must be a UUID\)/],
  ['more disks than 8', add(...Array.from({ length: 8 }, () => ({ size: 1 }))), /more than 8 disk devices/],
  [
    'more than 8 by slots of other devices',
    add(...Array.from({ length: 8 }, (_, n) => ({ size: 1, pci_slot: `0:7:${n}` }))),
    /^VM can not have more than 8 disks$/,
  ],
  [
    'a guest block size of 100',
    add({ size: 1, guest_block_size: '100' }),
    /guest_block_size \(must be powers of two\)/,
  ],
  [
    'an automatic reservation for a disk that is there',
    { update_disks: [{ path: DISK0, refreservation: 'auto' }] },
    /update_disks\.0\.refreservation/,
  ],
  ['a reservation that does not fit', { update_disks: [{ path: DISK0, refreservation: 2 ** 29 }] }, /space/],
])('an update with %s is refused by name and changes nothing', async (_what, payload, message) => {
  const refused = updateVm(node.host, VM, payload);
  await expect(refused).rejects.toThrow(message);
  await expect(refused).rejects.toMatchObject({ name: 'VmadmError' });
  expect(await vmState(node.host, VM)).toEqual(before);
});

test('a uuid that a disk has already is refused, also within one payload', async () => {
  await expect(updateVm(node.host, VM, add({ size: 1, uuid: disk0 }))).rejects.toThrow(`duplicate disk uuid ${disk0}`);
  const twice = add({ size: 1, uuid: OTHER }, { size: 1, uuid: OTHER });
  await expect(updateVm(node.host, VM, twice)).rejects.toThrow(`duplicate disk uuid ${OTHER}`);
  expect(await vmState(node.host, VM)).toEqual(before);
});

test.each<[string, Record<string, unknown>, RegExp]>([
  ['no brand', { brand: undefined }, /^Missing required properties: brand$/],
  ['another brand', { brand: 'joyent' }, /brand \(must be "bhyve"\)/],
  ['a uuid that leads elsewhere', { uuid: '../../../../etc/passwd' }, /uuid \(must be a UUID\)/],
  ['both names of the disks', { disks: [], add_disks: [] }, /^Cannot specify both "disks" and "add_disks"$/],
  ['more than the budget', { disks: [{ size: 102401 }] }, /^102401 MiB more is needed but only 102400 MiB can/],
  ['a disk of nothing', { disks: [{}] }, /^Missing required properties: disks\.0\.size$/],
  [
    'two boot disks',
    {
      disks: [
        { size: 1, boot: true },
        { size: 1, boot: true },
      ],
    },
    /^multiple boot disks/,
  ],
  ['nine disks', { disks: Array.from({ length: 9 }, () => ({ size: 1 })) }, /more than 8 disk devices/],
  ['an image that is not here', { disks: [{ image_uuid: OTHER }] }, /disks\.0\.image_uuid/],
  ['a misspelt key of a disk', { disks: [{ sise: 1 }] }, /disks\.0\.sise/],
])('a create with %s is refused and leaves nothing behind', async (_what, payload, message) => {
  const whole = { uuid: OTHER, brand: 'bhyve', flexible_disk_size: 102400, ...payload };
  await expect(createVm(node.host, whole)).rejects.toThrow(message);
  expect(await node.host.configs.list()).toEqual([VM]);
  expect(await vmState(node.host, OTHER)).toEqual({ config: undefined, datasets: [] });
});

test('a uuid that another VM, or any dataset, has is refused', async () => {
  await expect(createVm(node.host, { uuid: VM, brand: 'bhyve' })).rejects.toMatchObject({ code: 'VmAlreadyExists' });
  await expect(createVm(node.host, { uuid: IMAGE, brand: 'bhyve' })).rejects.toThrow(/already exists/);
  expect(await vmState(node.host, VM)).toEqual(before);
});
