import { poolSpace, POOL_METADATA_BYTES } from './pool-size';

const TIB = 1024 ** 4;
const GIB = 1024 ** 3;

test('a pool on one 3 TiB file offers what OpenZFS 2.1.11 offered', () => {
  const usedByDatasets = 24576 + 24576 + 105910272 + 1093664768 + 278945792;
  expect(poolSpace(3 * TIB).usableBytes - POOL_METADATA_BYTES - usedByDatasets).toBe(3177870781952);
});

test.each([
  ['64 MiB', 64 * 1024 ** 2],
  ['1 GiB', GIB],
  ['100 GiB', 100 * GIB],
  ['1 PiB', 1024 * TIB],
])('of %s a part is usable, and less with parity', (_name, bytes) => {
  const { sizeBytes, usableBytes } = poolSpace(bytes);
  expect(sizeBytes).toBeLessThanOrEqual(bytes);
  expect(usableBytes).toBeGreaterThanOrEqual(sizeBytes * 0.4);
  expect(usableBytes).toBeLessThan(sizeBytes);
  expect(poolSpace(bytes, { kind: 'raidz', parity: 2, disks: 6, ashift: 12 }).usableBytes).toBeLessThan(usableBytes);
});
