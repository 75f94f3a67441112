import type { Package } from '@triton/schemas/package';
import type { RequestedDisk } from '@triton/schemas/requested-disk';
import fc from 'fast-check';
import { disksForMachine } from './disks-for-machine';
import type { DiskImage } from './image-for-machine';

const image = (size: number) => ({ id: 'image-1', image_size: size }) as DiskImage;
const flexible = (quota: number) => ({ flexible_disk: true, quota }) as Package;

const size = fc.option(fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constant('remaining' as const)), {
  nil: undefined,
});
const wanted = fc.array(
  size.map((s): RequestedDisk => (s === undefined ? {} : { size: s })),
  { minLength: 1, maxLength: 8 },
);

test('what is sent for a flexible machine never exceeds its package, settles every size, and boots from the image', () => {
  fc.assert(
    fc.property(
      fc.option(wanted, { nil: undefined }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 200 }),
      (disks, imageMib, quota) => {
        let storage;
        try {
          storage = disksForMachine(disks, image(imageMib), flexible(quota));
        } catch (err) {
          expect(err).toMatchObject({
            status: 409,
            code: expect.stringMatching(/^(InvalidArgument|ValidationFailed)$/),
          });
          return;
        }
        const sizes = (storage.disks ?? []).map((disk) => disk.size as number);
        expect(sizes.every((mib) => Number.isInteger(mib) && mib > 0)).toBe(true);
        expect(sizes.reduce((sum, mib) => sum + mib, 0)).toBeLessThanOrEqual(quota);
        expect(sizes[0]).toBeGreaterThanOrEqual(imageMib);
        expect(storage.disks?.map((disk) => disk.boot === true)).toEqual(sizes.map((_mib, i) => i === 0));
        expect(storage.disks?.map((disk) => disk.image_uuid !== undefined)).toEqual(sizes.map((_mib, i) => i === 0));
        expect(storage.flexible_disk_size).toBe(quota);
      },
    ),
  );
});

test('of an inflexible package the user chooses no disks', () => {
  const pkg = { quota: 100 } as Package;
  expect(disksForMachine(undefined, image(10), pkg)).toEqual({ image_uuid: 'image-1' });
  expect(() => disksForMachine([{}], image(10), pkg)).toThrow(expect.objectContaining({ code: 'InvalidArgument' }));
});
