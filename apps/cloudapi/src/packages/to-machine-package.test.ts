import type { Package } from '@triton/schemas/package';
import { toMachinePackage } from './to-machine-package';

const pkg = { flexible_disk: true, disks: [{}] } as unknown as Package;

test.each([
  ['bhyve', { brand: 'bhyve' }, true],
  ['any brand', {}, true],
  ['kvm', { brand: 'kvm' }, false],
])('a package for %s shows what RFD 154 added: %s', (_brand, more, shown) => {
  const machinePackage = toMachinePackage({ ...pkg, ...more });
  expect('flexible_disk' in machinePackage).toBe(shown);
  expect('disks' in machinePackage).toBe(shown);
});

test('a package that does not say is not flexible by a word of ours', () => {
  expect(toMachinePackage({ brand: 'bhyve' } as Package)).not.toHaveProperty('flexible_disk');
});
