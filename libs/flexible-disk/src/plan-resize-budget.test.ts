import * as fc from 'fast-check';
import { measureSpace } from './measure-space';
import { planResizeBudget } from './plan-resize-budget';

const space = { freeSpaceMib: 40, allocatableMib: 40 };

test.each([
  ['may grow', 200, 100],
  ['may shrink to exactly what is used', 60, -40],
  ['may stay', 100, 0],
])('the flexible size %s', (_what, wantedMib, growth) => {
  expect(planResizeBudget({ currentMib: 100, wantedMib, usedMib: 60, space })).toBe(growth);
});

test('it may not become less than disks and snapshots have, part of a MiB included', () => {
  expect(() => planResizeBudget({ currentMib: 100, wantedMib: 60, usedMib: 60.1, space })).toThrow(
    expect.objectContaining({
      code: 'ValidationFailed',
      message: 'Cannot resize bhyve instance, existing disk usage (61) exceeds the flexible disk size (60)',
      errors: [expect.objectContaining({ field: 'flexible_disk_size' })],
    }),
  );
});

test('space that is held for snapshots of written disks can not be taken away', () => {
  const held = { freeSpaceMib: 40, allocatableMib: 10 };
  expect(() => planResizeBudget({ currentMib: 100, wantedMib: 80, usedMib: 60, space: held })).toThrow(
    expect.objectContaining({ code: 'InsufficientSpace' }),
  );
});

test('a VM that becomes flexible takes what its disks do not have yet', () => {
  expect(planResizeBudget({ currentMib: undefined, wantedMib: 100, usedMib: 60, space })).toBe(40);
});

test('whatever is accepted leaves disks and snapshots inside the new size, and a later resize sees what is left', () => {
  const sizes = fc.integer({ min: 1, max: 10_000 });
  fc.assert(
    fc.property(sizes, sizes, sizes, fc.integer({ min: 0, max: 500 }), (currentMib, wantedMib, size, heldMib) => {
      const disks = [{ chargedMib: size, nodeSizeMib: size, snapshotsMib: 0 }];
      const before = measureSpace({ flexibleSizeMib: currentMib, disks, heldMib });
      try {
        planResizeBudget({ currentMib, wantedMib, usedMib: size, space: before });
      } catch {
        return;
      }
      expect(size).toBeLessThanOrEqual(wantedMib);
      const promised = measureSpace({
        flexibleSizeMib: currentMib,
        promisedFlexibleMib: Math.min(currentMib, wantedMib),
        disks,
        heldMib,
      });
      const shrinkMib = Math.max(0, currentMib - wantedMib);
      expect(promised.allocatableMib).toBe(Math.max(0, before.allocatableMib - shrinkMib));
    }),
  );
});
