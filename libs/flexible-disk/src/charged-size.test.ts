import { chargedSizeMib } from './charged-size';

test.each([
  ['at rest costs its size', { size: 100 }, 100],
  ['growing costs its new size at once', { size: 100, target_size: 150 }, 150],
  ['shrinking keeps its cost until the node has given the space back', { size: 100, target_size: 50 }, 100],
])('a disk %s', (_what, disk, cost) => {
  expect(chargedSizeMib(disk)).toBe(cost);
});
