import * as fc from 'fast-check';
import { measureSpace, type SpaceOfDisk } from './measure-space';

const settled = (sizeMib: number, snapshotsMib = 0): SpaceOfDisk => ({
  chargedMib: sizeMib,
  nodeSizeMib: sizeMib,
  snapshotsMib,
});

test('RFD 154: free space is the flexible size less all disks and all snapshots', () => {
  const disks = [settled(10240), settled(20480, 1024)];
  expect(measureSpace({ flexibleSizeMib: 102400, disks }).freeSpaceMib).toBe(102400 - 10240 - 20480 - 1024);
});

test('part of a MiB used by a snapshot makes that MiB unusable', () => {
  expect(measureSpace({ flexibleSizeMib: 100, disks: [settled(50, 0.1)] }).freeSpaceMib).toBe(49);
});

test('an operation that is not finished is charged already', () => {
  const growing = { chargedMib: 80, nodeSizeMib: 50, snapshotsMib: 0 };
  expect(measureSpace({ flexibleSizeMib: 100, disks: [growing] }).freeSpaceMib).toBe(20);
});

test('a written disk with a snapshot: the formula says 50 free, the node nothing, and nothing can be allocated', () => {
  const space = measureSpace({
    flexibleSizeMib: 100,
    disks: [settled(50)],
    node: { freeSpaceMib: 50, allocatableMib: 0 },
  });
  expect(space).toEqual({ freeSpaceMib: 50, allocatableMib: 0 });
});

test('what the node says is less by growth promised but not yet done there', () => {
  const growing = { chargedMib: 60, nodeSizeMib: 50, snapshotsMib: 0 };
  const space = measureSpace({
    flexibleSizeMib: 100,
    disks: [growing],
    node: { freeSpaceMib: 50, allocatableMib: 30 },
  });
  expect(space).toEqual({ freeSpaceMib: 40, allocatableMib: 20 });
});

test('a snapshot that is accepted leaves less to allocate before it is made; what is free stays', () => {
  const facts = { flexibleSizeMib: 100, disks: [settled(50)], heldMib: 30 };
  expect(measureSpace(facts)).toEqual({ freeSpaceMib: 50, allocatableMib: 20 });
  const node = { freeSpaceMib: 50, allocatableMib: 40 };
  expect(measureSpace({ ...facts, node })).toEqual({ freeSpaceMib: 50, allocatableMib: 10 });
});

test.each([
  ['shrinks the flexible size is taken off at once', 70, 20],
  ['grows it counts when it is done', 200, 50],
])('a resize that %s', (_what, promisedFlexibleMib, left) => {
  const facts = { flexibleSizeMib: 100, promisedFlexibleMib, disks: [settled(50)] };
  expect(measureSpace(facts)).toEqual({ freeSpaceMib: left, allocatableMib: left });
  const node = { freeSpaceMib: 50, allocatableMib: 50 };
  expect(measureSpace({ ...facts, node })).toEqual({ freeSpaceMib: left, allocatableMib: left });
});

const anyDisk = fc.record({
  chargedMib: fc.integer({ min: 1, max: 5000 }),
  nodeSizeMib: fc.integer({ min: 0, max: 5000 }),
  snapshotsMib: fc.double({ min: 0, max: 500, noNaN: true }),
});

const anyPromises = fc.record(
  { promisedFlexibleMib: fc.integer({ min: 0, max: 40000 }), heldMib: fc.integer({ min: 0, max: 5000 }) },
  { requiredKeys: [] },
);

const anyNode = fc.record({
  freeSpaceMib: fc.integer({ min: -5000, max: 20000 }),
  allocatableMib: fc.integer({ min: 0, max: 20000 }),
});

test('space is never negative, never fractional, and allocatable is never more than free', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 20000 }),
      fc.array(anyDisk, { maxLength: 8 }),
      fc.option(anyNode, { nil: undefined }),
      anyPromises,
      (flexibleSizeMib, disks, node, promises) => {
        const facts = { flexibleSizeMib, disks, ...promises, ...(node === undefined ? {} : { node }) };
        const { freeSpaceMib, allocatableMib } = measureSpace(facts);
        const unpromised = measureSpace({ flexibleSizeMib, disks, ...(node === undefined ? {} : { node }) });
        expect(freeSpaceMib).toBeLessThanOrEqual(unpromised.freeSpaceMib);
        expect(allocatableMib).toBeLessThanOrEqual(unpromised.allocatableMib);
        expect(Number.isInteger(freeSpaceMib) && Number.isInteger(allocatableMib)).toBe(true);
        expect(allocatableMib).toBeGreaterThanOrEqual(0);
        expect(allocatableMib).toBeLessThanOrEqual(freeSpaceMib);
      },
    ),
  );
});

test('charging a disk what can be allocated leaves nothing to allocate', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20000 }), fc.array(anyDisk, { maxLength: 7 }), (flexibleSizeMib, disks) => {
      const { allocatableMib } = measureSpace({ flexibleSizeMib, disks });
      const added = { chargedMib: allocatableMib, nodeSizeMib: 0, snapshotsMib: 0 };
      expect(measureSpace({ flexibleSizeMib, disks: [...disks, added] }).allocatableMib).toBe(0);
    }),
  );
});
