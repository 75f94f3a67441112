import { payloadFaults } from './payload-faults';

const IMAGE = 'd4c79fef-da87-48e6-8178-f2357b43c293';
const NONE = { bad_values: [], bad_properties: [], missing_properties: [] };
const whole = { brand: 'bhyve', flexible_disk_size: 102400 };

test.each<[string, object, object | undefined]>([
  ['a size in words', { disks: [{ size: 'big' }] }, { ...NONE, bad_values: ['disks.0.size'] }],
  ['a size of 0 in the second', { disks: [{ size: 1 }, { size: 0 }] }, { ...NONE, bad_values: ['disks.1.size'] }],
  ['"remaining"', { add_disks: [{ size: 'remaining' }] }, { ...NONE, bad_values: ['add_disks.0.size'] }],
  ['no size', { disks: [{}] }, { ...NONE, missing_properties: ['disks.0.size'] }],
  ['a cdrom without a path', { disks: [{ media: 'cdrom' }] }, { ...NONE, missing_properties: ['disks.0.path'] }],
  ['a path', { disks: [{ size: 1, path: '/dev/x' }] }, { ...NONE, bad_properties: ['disks.0.path'] }],
  ['a disk from outside', { disks: [{ nocreate: true, path: '/dev/x' }] }, undefined],
  ['an image and its size', { disks: [{ image_uuid: IMAGE, size: 20480 }] }, undefined],
  [
    'an image and its size where the disk space is not flexible',
    { flexible_disk_size: undefined, disks: [{ image_uuid: IMAGE, size: 20480 }] },
    { ...NONE, bad_properties: ['disks.0.size'] },
  ],
  [
    'an image and a block size',
    { disks: [{ image_uuid: IMAGE, block_size: 4096 }] },
    { ...NONE, bad_properties: ['disks.0.block_size'] },
  ],
  [
    'image_size without an image',
    { disks: [{ size: 1, image_size: 1 }] },
    { ...NONE, bad_properties: ['disks.0.image_size'] },
  ],
  ['both lists of disks', { disks: [], add_disks: [] }, { ...NONE, bad_properties: ['add_disks'] }],
  ['an unknown property', { disk: [] }, { ...NONE, bad_properties: ['disk'] }],
  ['no brand', { brand: undefined }, { ...NONE, missing_properties: ['brand'] }],
  ['another brand', { brand: 'kvm' }, { bad_brand: 'kvm' }],
])('of a create with %s the faults are named', (_what, payload, expected) => {
  expect(payloadFaults('create', { ...whole, ...payload })).toEqual(expected);
});

test('of an update, too, where the VM may well be flexible', () => {
  expect(payloadFaults('update', { add_disks: [{ image_uuid: IMAGE, size: 20480 }] }, 'bhyve')).toBeUndefined();
  expect(payloadFaults('update', { add_disks: [{}] }, 'bhyve')).toEqual({
    ...NONE,
    missing_properties: ['add_disks.0.size'],
  });
  expect(payloadFaults('update', { disks: [] }, 'bhyve')).toEqual({ ...NONE, bad_properties: ['disks'] });
});
