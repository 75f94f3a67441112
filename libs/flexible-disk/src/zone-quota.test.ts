import * as fc from 'fast-check';
import { zoneQuotaBytes } from './zone-quota';

const MIB = 1024 * 1024;
const volume = (sizeMib: number, metadataMib: number) => ({
  volsizeBytes: sizeMib * MIB,
  refreservationBytes: (sizeMib + metadataMib) * MIB,
});
const disk0 = volume(10240, 322.5);

// Block size 8K on a mirror or a single disk; Q is what the zone's dataset must have.
test.each([
  [1, 15360, [disk0], 17518034944],
  [1, 11264, [disk0, volume(1024, 34)], 13258719232],
  [1, 102400, [disk0, volume(20480, 642.75)], 109460062208],
  [10, 102400, [disk0, volume(20480, 642.75)], 119123738624],
  [1, 102400, [disk0, volume(20480, 642.75), volume(71680, 2244.25)], 111813328896],
  [1, undefined, [disk0], 12149325824],
  [1, undefined, [disk0, volume(2048, 66)], 14366015488],
])('RFD 154, Calculation of ZFS space: quota %i GiB, flexible %s MiB', (quotaGib, flexibleSizeMib, volumes, bytes) => {
  expect(zoneQuotaBytes({ quotaGib, flexibleSizeMib, volumes })).toBe(bytes);
});

test('the metadata of volumes is never charged to the flexible size', () => {
  const mib = fc.integer({ min: 1, max: 100_000 });
  fc.assert(
    fc.property(fc.array(fc.tuple(mib, mib), { maxLength: 8 }), mib, (sizes, spareMib) => {
      const volumes = sizes.map(([size, metadata]) => volume(size, metadata));
      const total = sizes.reduce((all, [size]) => all + size, 0);
      const reserved = volumes.reduce((all, { refreservationBytes }) => all + refreservationBytes, 0);
      const zone = zoneQuotaBytes({ quotaGib: 1, flexibleSizeMib: total + spareMib, volumes });
      expect(zone - 1024 * MIB - reserved).toBe(spareMib * MIB);
    }),
  );
});
