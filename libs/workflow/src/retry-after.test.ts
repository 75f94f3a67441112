import { retryAfterMs } from './retry-after';

test('it grows from a quarter of a second to five seconds, and no two come back together', () => {
  const middle = () => 0.5;
  expect([1, 2, 3, 4, 20, 5000].map((attempt) => retryAfterMs(attempt, middle))).toEqual([
    250, 500, 1000, 2000, 5_000, 5_000,
  ]);
  expect(retryAfterMs(1, () => 0)).toBe(188);
  expect(retryAfterMs(1, () => 0.999)).toBe(312);
});
