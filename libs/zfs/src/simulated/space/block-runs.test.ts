import fc from 'fast-check';

import { newBlockMap, truncateBlocks, writeBlocks, type BlockMap } from './block-map';
import { bytesOf, runsOf, runsOnlyIn, type Geometry, type Run } from './block-runs';

const MIB = 1024 ** 2;
const VOLUME: Geometry = { blockBytes: 8192, rootBytes: 1024, bodyBytes: 11 * 1024 };

// Random data written from the start of an empty volume with 8 KiB blocks: MiB written, bytes referenced by OpenZFS 2.1.11.
test.each([
  [0, 12288],
  [64, 67786752],
  [100, 105910272],
  [128, 135560192],
  [512, 542198784],
])('%d MiB written reference %d bytes, indirect blocks included', (writtenMib, referenced) => {
  const empty = newBlockMap(1);
  const map = writtenMib === 0 ? empty : writeBlocks(empty, 0, (writtenMib * MIB) / 8192, 2);
  expect(bytesOf(runsOf(map, VOLUME))).toBe(referenced);
});

test('512 MiB cut to 128 MiB is as if only those had been written', () => {
  const cut = truncateBlocks(writeBlocks(newBlockMap(1), 0, 65536, 2), 16384, 3);
  expect(bytesOf(runsOf(cut, VOLUME))).toBe(135560192);
});

test('a write renews the indirect blocks above it and nothing beside', () => {
  const before = writeBlocks(newBlockMap(1), 0, 4096, 2);
  const after = writeBlocks(before, 1500, 1501, 3);
  const renewed = runsOf(after, VOLUME).filter(({ birth }) => birth === 3);
  expect(renewed.map(({ level, start, end }) => [level, start, end])).toEqual([
    [-2, 0, 1],
    [-1, 0, 1],
    [0, 1500, 1501],
    [1, 1, 2],
    [2, 0, 1],
  ]);
});

const change = fc.record({
  from: fc.integer({ min: 0, max: 5000 }),
  length: fc.integer({ min: 1, max: 3000 }),
  cuts: fc.boolean(),
});

function mapsOf(changes: { from: number; length: number; cuts: boolean }[]): BlockMap[] {
  const maps = [newBlockMap(1)];
  for (const [index, { from, length, cuts }] of changes.entries()) {
    const last = maps.at(-1) as BlockMap;
    maps.push(cuts ? truncateBlocks(last, from, index + 2) : writeBlocks(last, from, from + length, index + 2));
  }
  return maps;
}

const blocksOf = (runs: Run[]): Set<string> => {
  const blocks = new Set<string>();
  for (const { level, start, end, birth } of runs) {
    for (let block = start; block < end; block += 1) blocks.add(`${level} ${block} ${birth}`);
  }
  return blocks;
};

test('the difference of two moments is the difference of their sets of blocks', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), fc.nat(), fc.nat(), (changes, a, b) => {
      const maps = mapsOf(changes);
      const [one, other] = [a, b].map((pick) => runsOf(maps[pick % maps.length] as BlockMap, VOLUME)) as [Run[], Run[]];
      const others = blocksOf(other);
      const expected = [...blocksOf(one)].filter((block) => !others.has(block)).sort();
      expect([...blocksOf(runsOnlyIn(one, other))].sort()).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test('every indirect block of a moment points to something, and every block is pointed to', () => {
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
      const { levels } = mapsOf(changes).at(-1) as BlockMap;
      for (const [level, ranges] of levels.slice(1).entries()) {
        const below = new Set<number>();
        for (const [start, end] of levels[level] ?? []) {
          for (let block = Math.floor(start / 1024); block * 1024 < end; block += 1) below.add(block);
        }
        const here = ranges.flatMap(([start, end]) => Array.from({ length: end - start }, (_, index) => start + index));
        expect(here).toEqual([...below].sort((a, b) => a - b));
      }
    }),
  );
});
