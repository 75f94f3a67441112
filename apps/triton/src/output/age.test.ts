import { age } from './age';

const NOW = new Date('2026-01-01T00:00:00Z');

test.each([
  ['2026-01-01T00:00:00Z', '0s'],
  ['2025-12-31T23:59:01Z', '59s'],
  ['2025-12-31T23:59:00Z', '1m'],
  ['2025-12-31T00:00:00Z', '1d'],
  ['2025-12-25T00:00:00Z', '1w'],
  ['2024-01-01T00:00:00Z', '2y'],
  ['2026-01-01T00:05:00Z', '0s'], // its clock is ahead of ours
  ['not a date', '-'],
])('%s is %s old', (created, text) => {
  expect(age(created, NOW)).toBe(text);
});
