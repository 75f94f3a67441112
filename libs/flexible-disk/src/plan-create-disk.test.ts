import { planCreateDisk } from './plan-create-disk';

const space = { freeSpaceMib: 150, allocatableMib: 100 };

test('a new disk may have all that can be allocated and no more', () => {
  expect(planCreateDisk(100, space, 1)).toBe(100);
  expect(() => planCreateDisk(101, space, 1)).toThrow(
    expect.objectContaining({ code: 'InsufficientSpace', shortage: { requestedMib: 101, ...space } }),
  );
});

test('remaining is what can be allocated, not what the formula calls free', () => {
  expect(planCreateDisk('remaining', space, 1)).toBe(100);
});

test('remaining of nothing is insufficient space', () => {
  expect(() => planCreateDisk('remaining', { freeSpaceMib: 0, allocatableMib: 0 }, 1)).toThrow(
    expect.objectContaining({ code: 'InsufficientSpace' }),
  );
});

test('RFD 154: a ninth disk is refused however much space there is', () => {
  expect(planCreateDisk(1, space, 7)).toBe(1);
  expect(() => planCreateDisk(1, space, 8)).toThrow(expect.objectContaining({ code: 'InvalidArgument' }));
});
