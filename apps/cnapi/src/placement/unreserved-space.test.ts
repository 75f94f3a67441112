import fc from 'fast-check';
import { unreservedSpace } from './unreserved-space';

const GIB = 1024 ** 3;
const meminfo = { total_bytes: 100 * GIB };
const sysinfo = { Hostname: 'cn0', 'CPU Online Count': 8 };
const gib = fc.integer({ min: 0, max: 4096 });

test('an empty server has its pool less what ZFS keeps, its memory less what the platform keeps, and its cores', () => {
  const diskinfo = { pool_size_bytes: 3200 * GIB, pool_alloc_bytes: 0 };
  expect(unreservedSpace({ vms: {}, diskinfo, meminfo }, sysinfo)).toEqual({
    diskMib: 3100 * 1024,
    ramMib: 85 * 1024,
    cpu: 800,
  });
});

test('VMs take their memory and their cap of the CPUs, four times overprovisioned', () => {
  const vm = (digit: number, more: object) => ({
    uuid: `${digit}`,
    state: 'running',
    max_physical_memory: 1024,
    ...more,
  });
  const vms = { a: vm(1, { cpu_cap: 400 }), b: vm(2, { vcpus: 2 }), c: vm(3, {}) };
  const { ramMib, cpu } = unreservedSpace({ vms, diskinfo: { pool_size_bytes: GIB }, meminfo }, sysinfo);
  expect([ramMib, cpu]).toEqual([82 * 1024, 800 - 100 - 50 - 25]);
});

test('never more is left than ZFS would hand out, nor than the quotas of the zones leave', () => {
  fc.assert(
    fc.property(gib, gib, gib, gib, (size, available, quotas, images) => {
      const diskinfo = {
        pool_size_bytes: size * GIB,
        pool_available_bytes: available * GIB,
        zone_quota_bytes: quotas * GIB,
        installed_images_used_bytes: images * GIB,
      };
      const { diskMib } = unreservedSpace({ vms: {}, diskinfo, meminfo }, sysinfo);
      expect(diskMib).toBeLessThanOrEqual(available * 1024);
      expect(diskMib).toBeLessThanOrEqual((size - quotas - images) * 1024);
      expect(Number.isInteger(diskMib)).toBe(true);
    }),
  );
});
