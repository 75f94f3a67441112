import fc from 'fast-check';

import { assignRange, removeRange, type RangeMap } from './range-map';

const SPAN = 40;
const step = fc.record({
  start: fc.integer({ min: 0, max: SPAN - 1 }),
  length: fc.integer({ min: 0, max: SPAN }),
  birth: fc.integer({ min: 1, max: 4 }),
  removes: fc.boolean(),
});

/** Block by block, the slow and obvious way. */
function births(map: RangeMap): (number | undefined)[] {
  return Array.from({ length: 2 * SPAN }, (_, block) => map.find(([from, to]) => from <= block && block < to)?.[2]);
}

test('a range map says of every block what an array would say, sorted and as short as can be', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let map: RangeMap = [];
      const expected: (number | undefined)[] = Array.from({ length: 2 * SPAN });
      for (const { start, length, birth, removes } of steps) {
        map = removes ? removeRange(map, start, start + length) : assignRange(map, start, start + length, birth);
        expected.fill(removes ? undefined : birth, start, start + length);
      }
      expect(births(map)).toEqual(expected);
      for (const [index, [from, to]] of map.entries()) {
        const [, previousEnd = -1] = map[index - 1] ?? [];
        expect(from).toBeGreaterThanOrEqual(previousEnd);
        expect(to).toBeGreaterThan(from);
      }
    }),
  );
});

test('neighbours born together are one range', () => {
  expect(assignRange([[0, 4, 7]], 4, 6, 7)).toEqual([[0, 6, 7]]);
  expect(assignRange([[4, 6, 7]], 0, 4, 7)).toEqual([[0, 6, 7]]);
  expect(
    assignRange(
      [
        [0, 2, 7],
        [4, 6, 7],
      ],
      2,
      4,
      7,
    ),
  ).toEqual([[0, 6, 7]]);
  expect(assignRange([[0, 4, 7]], 4, 6, 8)).toHaveLength(2);
});
