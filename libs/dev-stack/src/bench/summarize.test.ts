import { summarize } from './summarize';

test('a summary has the extremes and the usual percentiles, rounded', () => {
  const samplesMs = Array.from({ length: 1000 }, (_, index) => (index + 1) / 3);
  expect(summarize(samplesMs)).toEqual({ count: 1000, min: 0.33, median: 166.67, p90: 300, p99: 330, max: 333.33 });
});
