import type { Package } from '@triton/schemas/package';
import { newestPackage } from './newest-package';

const packages = (...versions: string[]) => versions.map((version) => ({ version }) as Package);

test.each([
  ['numbers compare as numbers', ['1.9.0', '1.10.0'], '1.10.0'],
  ['a release comes after its pre-release', ['2.0.0', '2.0.0-rc1'], '2.0.0'],
  ['pre-releases compare part by part', ['2.0.0-rc.2', '2.0.0-rc.10', '2.0.0-beta'], '2.0.0-rc.10'],
  ['a text comes after a number', ['1.0.0-1', '1.0.0-a'], '1.0.0-a'],
  ['a longer version comes after its beginning', ['1.0', '1.0.1'], '1.0.1'],
  ['build data does not count, the first one stays', ['1.0.0+b1', '1.0.0+b2'], '1.0.0+b1'],
  ['one is enough', ['0.1.0'], '0.1.0'],
])('%s', (_rule, versions, newest) => {
  expect(newestPackage(packages(...versions))?.version).toBe(newest);
});

test('of no packages none is the newest', () => {
  expect(newestPackage([])).toBeUndefined();
});
