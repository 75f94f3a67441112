import fc from 'fast-check';

import { automaticRefreservation, type ParityVdev } from './automatic-refreservation';

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;
const KIB = 1024;

// Recorded from OpenZFS 2.1.11: volblocksize, volsize, refreservation; all bytes.
test.each([
  [4096, 1048576, 3145728],
  [4096, 10485760, 13369344],
  [4096, 1073741824, 1142947840],
  [4096, 10737418240, 11411390464],
  [4096, 96636764160, 102684688384],
  [4096, 107374182400, 114093719552],
  [4096, 1099511627776, 1168300310528],
  [8192, 1048576, 3145728],
  [8192, 10485760, 13107200],
  [8192, 1073741824, 1109393408],
  [8192, 10737418240, 11075584000],
  [8192, 96636764160, 99661905920],
  [8192, 107374182400, 110735130624],
  [8192, 1099511627776, 1133907017728],
  [16384, 1048576, 3145728],
  [16384, 10485760, 12582912],
  [16384, 1073741824, 1092616192],
  [16384, 10737418240, 10907287552],
  [16384, 96636764160, 98150383616],
  [16384, 107374182400, 109055836160],
  [16384, 1099511627776, 1116710371328],
  [131072, 1048576, 3145728],
  [131072, 10485760, 12582912],
  [131072, 1073741824, 1077936128],
  [131072, 10737418240, 10760486912],
  [131072, 96636764160, 96827604992],
  [131072, 107374182400, 107585994752],
  [131072, 1099511627776, 1101663305728],
])('blocks of %d, volume of %d: the real zfs reserves %d', (volblocksize, volsize, expected) => {
  expect(automaticRefreservation({ volsize, volblocksize })).toBe(expected);
});

// volblocksize in KiB, volsize in GiB, bytes reserved.
test.each([
  [32, 10, 10823401472],
  [64, 10, 10781458432],
  [32, 100, 108216188928],
  [64, 100, 107796234240],
  [32, 1024, 1108112048128],
  [64, 1024, 1103812886528],
])('%d KiB blocks, %d GiB: %d', (volblocksizeKib, volsizeGib, expected) => {
  expect(automaticRefreservation({ volsize: volsizeGib * GIB, volblocksize: volblocksizeKib * KIB })).toBe(expected);
});

test.each([
  [1, 3145728],
  [10, 13107200],
  [100, 110362624],
  [256, 278921216],
  [512, 555745280],
  [1024, 1109393408],
  [2048, 2216689664],
  [2049, 2218000384],
  [3072, 3323985920],
  [11264, 12182880256],
  [20480, 22148808704],
  [71680, 77515194368],
  [102400, 110735130624],
])('a disk of %d MiB with 8 KiB blocks reserves %d bytes', (sizeMib, expected) => {
  expect(automaticRefreservation({ volsize: sizeMib * MIB, volblocksize: 8192 })).toBe(expected);
});

test.each([
  [2, 21982085120],
  [3, 32719503360],
])('%d copies of 10 GiB: data as often, metadata once more but three times at most', (copies, expected) => {
  expect(automaticRefreservation({ volsize: 10 * GIB, volblocksize: 8192, copies })).toBe(expected);
});

const raidz = (parity: number, disks: number): ParityVdev => ({ kind: 'raidz', parity, disks, ashift: 12 });
const draid = (parity: number, data: number): ParityVdev => ({ kind: 'draid', parity, data, ashift: 12 });

// 10 GiB with blocks of 8, 16, 32, 64 and 128 KiB.
test.each<[string, ParityVdev, number[]]>([
  ['raidz1 of 3', raidz(1, 3), [14654723328, 10907287552, 10823401472, 10781458432, 10760486912]],
  ['raidz1 of 5', raidz(1, 5), [17518034944, 13054771200, 10823401472, 10781458432, 10760486912]],
  ['raidz2 of 6', raidz(2, 6), [21813002240, 10907287552, 10823401472, 10781458432, 10760486912]],
  ['raidz2 of 8', raidz(2, 8), [23244657920, 11623115264, 11539229184, 11497286144, 10760486912]],
  ['raidz3 of 11', raidz(3, 11), [31574291456, 15787932160, 11799530240, 11757587200, 10760486912]],
  ['draid2 with 8 data', draid(2, 8), [43287838720, 21644705792, 10823401472, 10781458432, 10760486912]],
  ['draid1 with 4 data', draid(1, 4), [21813002240, 10907287552, 10823401472, 10781458432, 10760486912]],
])('on %s parity inflates small blocks', (_name, vdev, expected) => {
  const sizes = [8, 16, 32, 64, 128].map((kib) =>
    automaticRefreservation({ volsize: 10 * GIB, volblocksize: kib * KIB, vdevs: [vdev] }),
  );
  expect(sizes).toEqual(expected);
});

test('of several parity vdevs the worst decides', () => {
  const volume = { volsize: 10 * GIB, volblocksize: 8192 };
  const worst = automaticRefreservation({ ...volume, vdevs: [raidz(3, 11)] });
  expect(automaticRefreservation({ ...volume, vdevs: [raidz(1, 3), raidz(3, 11), raidz(2, 6)] })).toBe(worst);
});

const blockSize = fc.integer({ min: 9, max: 17 }).map((power) => 2 ** power);
const sizeMib = fc.integer({ min: 1, max: 64 * 1024 * 1024 });
const layout = fc.oneof(
  fc.constant<ParityVdev[]>([]),
  fc
    .record({
      parity: fc.integer({ min: 1, max: 3 }),
      extra: fc.integer({ min: 1, max: 12 }),
      ashift: fc.integer({ min: 9, max: 13 }),
    })
    .map(({ parity, extra, ashift }): ParityVdev[] => [{ kind: 'raidz', parity, disks: parity + extra, ashift }]),
  fc
    .record({
      parity: fc.integer({ min: 1, max: 3 }),
      data: fc.integer({ min: 1, max: 16 }),
      ashift: fc.integer({ min: 9, max: 13 }),
    })
    .map(({ parity, data, ashift }): ParityVdev[] => [{ kind: 'draid', parity, data, ashift }]),
);

test('on mirrors and stripes it is never less than the volume, and metadata is never less than 1.75 MiB', () => {
  fc.assert(
    fc.property(blockSize, sizeMib, (volblocksize, mib) => {
      const volsize = mib * MIB;
      expect(automaticRefreservation({ volsize, volblocksize }) - volsize).toBeGreaterThanOrEqual(1.75 * MIB);
    }),
  );
});

test('a larger volume never reserves less, whatever the pool is made of', () => {
  fc.assert(
    fc.property(blockSize, sizeMib, sizeMib, layout, (volblocksize, a, b, vdevs) => {
      const [small, large] = [Math.min(a, b), Math.max(a, b)].map((mib) =>
        automaticRefreservation({ volsize: mib * MIB, volblocksize, vdevs }),
      );
      expect(small).toBeLessThanOrEqual(large ?? 0);
    }),
  );
});

test('the result is an exact integer: the same as in 64-bit arithmetic', () => {
  const exactRaidz = (volsize: number, volblocksize: number, parity: bigint, disks: bigint, ashift: bigint): bigint => {
    const up = (n: bigint, d: bigint): bigint => (n + d - 1n) / d;
    const asize = (bytes: bigint): bigint => {
      const data = up(bytes, 1n << ashift);
      return up(data + parity * up(data, disks - parity), parity + 1n) * (parity + 1n) * (1n << ashift);
    };
    const blocks = BigInt(volsize) / BigInt(volblocksize);
    let metadata = 7n;
    for (let level = blocks; level > 1n; metadata += level) level = up(level, 1024n);
    return ((blocks * asize(BigInt(volblocksize))) / (asize(131072n) >> 9n)) * 256n + metadata * 2n * 131072n;
  };
  fc.assert(
    fc.property(
      blockSize,
      sizeMib,
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 12 }),
      (volblocksize, mib, parity, extra) => {
        const vdevs: ParityVdev[] = [{ kind: 'raidz', parity, disks: parity + extra, ashift: 12 }];
        const got = automaticRefreservation({ volsize: mib * MIB, volblocksize, vdevs });
        expect(BigInt(got)).toBe(exactRaidz(mib * MIB, volblocksize, BigInt(parity), BigInt(parity + extra), 12n));
      },
    ),
  );
});
