import { planSnapshot } from './plan-snapshot';

const space = { freeSpaceMib: 50, allocatableMib: 20 };

test('a snapshot may hold exactly what can be allocated and no more', () => {
  expect(() => planSnapshot(20, space)).not.toThrow();
  expect(() => planSnapshot(21, space)).toThrow(
    expect.objectContaining({ code: 'InsufficientSpace', shortage: { requestedMib: 21, ...space } }),
  );
});

test('a snapshot of disks that nobody has written to needs no space', () => {
  expect(() => planSnapshot(0, { freeSpaceMib: 0, allocatableMib: 0 })).not.toThrow();
});
