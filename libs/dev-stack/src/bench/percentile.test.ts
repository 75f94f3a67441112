import fc from 'fast-check';
import { percentile } from './percentile';

const samples = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1 });

test('of one to a hundred, the percentiles are their own numbers', () => {
  const oneToHundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([1, 50, 90, 99, 100].map((percent) => percentile(oneToHundred, percent))).toEqual([1, 50, 90, 99, 100]);
});

test('numbers are ordered as numbers, and the given list is left as it was', () => {
  const given = [10, 9, 100];
  expect(percentile(given, 50)).toBe(10);
  expect(given).toEqual([10, 9, 100]);
});

test('of nothing there is none', () => {
  expect(percentile([], 50)).toBeNaN();
});

test('it is one of the samples, and no smaller one covers as many of them', () => {
  fc.assert(
    fc.property(samples, fc.integer({ min: 1, max: 100 }), (list, percent) => {
      const found = percentile(list, percent);
      expect(list).toContain(found);
      const share = (limit: (sample: number) => boolean) => list.filter(limit).length / list.length;
      expect(share((sample) => sample <= found)).toBeGreaterThanOrEqual(percent / 100);
      expect(share((sample) => sample < found)).toBeLessThan(percent / 100);
    }),
  );
});
