import * as fc from 'fast-check';
import { planResizeDisk } from './plan-resize-disk';

const space = { freeSpaceMib: 10240, allocatableMib: 10240 };

test('a disk may grow into exactly what can be allocated and no further', () => {
  expect(planResizeDisk(20480, 30720, false, space)).toBe(10240);
  expect(() => planResizeDisk(20480, 30721, false, space)).toThrow(
    expect.objectContaining({ code: 'InsufficientSpace' }),
  );
});

test('RFD 154 ResizeMachineDisk: a shrink that nobody allowed is refused, and the message has both sizes', () => {
  expect(() => planResizeDisk(102400, 20480, false, space)).toThrow(
    expect.objectContaining({
      code: 'InvalidArgument',
      message: expect.stringContaining('Can not shrink disk from 102400 MiB to 20480 MiB'),
      errors: [expect.objectContaining({ field: 'size' })],
    }),
  );
});

test('an allowed shrink gives space back', () => {
  expect(planResizeDisk(102400, 20480, true, space)).toBe(-81920);
});

test('a resize to the present size takes nothing, even when nothing is left', () => {
  expect(planResizeDisk(512, 512, false, { freeSpaceMib: 0, allocatableMib: 0 })).toBe(0);
});

test('what a resize takes is never more than what can be allocated', () => {
  const mib = fc.integer({ min: 0, max: 1_000_000 });
  fc.assert(
    fc.property(mib, mib, fc.boolean(), mib, (from, to, allowShrink, allocatableMib) => {
      let taken: number;
      try {
        taken = planResizeDisk(from, to, allowShrink, { freeSpaceMib: allocatableMib, allocatableMib });
      } catch {
        return;
      }
      expect(taken).toBeLessThanOrEqual(allocatableMib);
      expect(from + taken).toBe(to);
    }),
  );
});
