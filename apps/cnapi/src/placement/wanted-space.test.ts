import fc from 'fast-check';
import { automaticRefreservation } from '@triton/flexible-disk/automatic-refreservation';
import { mibToBytes } from '@triton/flexible-disk/mib-to-bytes';
import { zoneQuotaBytes } from '@triton/flexible-disk/zone-quota';
import { wantedSpace } from './wanted-space';

const size = fc.integer({ min: 1, max: 4 * 1024 * 1024 });
const blockSize = fc.constantFrom(512, 4096, 8192, 131072);
const disks = fc.array(fc.record({ size, block_size: blockSize }), { minLength: 1, maxLength: 8 });
const MIB = 1024 ** 2;

/** What the node will set as quota and reservation of the zone (RFD 154). */
function onNode(wanted: { size: number; block_size: number }[], flexibleSizeMib?: number): number {
  const volumes = wanted.map(({ size: mib, block_size: volblocksize }) => {
    const volsizeBytes = mibToBytes(mib);
    return { volsizeBytes, refreservationBytes: automaticRefreservation({ volsize: volsizeBytes, volblocksize }) };
  });
  return zoneQuotaBytes({ quotaGib: 1, flexibleSizeMib, volumes });
}

test('the promise is never less than what the node will reserve, and for inflexible VMs no more than a MiB above it', () => {
  fc.assert(
    fc.property(disks, (wanted) => {
      const { diskMib } = wantedSpace({ ram: 1024, quota: 1, disks: wanted }, 0, []);
      const spare = diskMib * MIB - onNode(wanted);
      expect(spare).toBeGreaterThanOrEqual(0);
      expect(spare).toBeLessThan(MIB);
    }),
  );
});

test('a flexible VM is promised all of its space, however its disks divide it', () => {
  fc.assert(
    fc.property(disks, fc.integer({ min: 0, max: 1024 * 1024 }), (wanted, unused) => {
      const flexibleSizeMib = wanted.reduce((total, disk) => total + disk.size, unused);
      const vm = { ram: 1024, quota: 1, flexible_disk_size: flexibleSizeMib, disks: wanted };
      const { diskMib } = wantedSpace(vm, 0, []);
      expect(diskMib * MIB).toBeGreaterThanOrEqual(onNode(wanted, flexibleSizeMib));
      // With the rest as one more disk of the usual blocks it still fits.
      const full = unused > 0 ? [...wanted, { size: unused, block_size: 8192 }] : wanted;
      expect(diskMib * MIB).toBeGreaterThanOrEqual(onNode(full, flexibleSizeMib));
    }),
  );
});

test('a boot disk without a size is as large as its image, the zone root has the default quota', () => {
  const given = wantedSpace({ ram: 1024, disks: [{ size: 10240 }, { size: 512 }] }, 0, []);
  expect(wantedSpace({ ram: 1024, disks: [{}, { size: 512 }] }, 10240, [])).toEqual(given);
  expect(given).toEqual({ diskMib: expect.any(Number), ramMib: 1024, cpu: 100 });
});

test('RAID-Z makes the promise larger', () => {
  const vm = { ram: 1024, disks: [{ size: 10240 }] };
  const raidz = wantedSpace(vm, 0, [{ kind: 'raidz', disks: 6, parity: 2, ashift: 12 }]);
  expect(raidz.diskMib).toBeGreaterThan(wantedSpace(vm, 0, []).diskMib + 1024);
});
