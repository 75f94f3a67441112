import { percentile } from './percentile';

/** Of durations, in milliseconds with two decimals. */
export interface Summary {
  count: number;
  min: number;
  median: number;
  p90: number;
  p99: number;
  max: number;
}

export function summarize(samplesMs: readonly number[]): Summary {
  const at = (percent: number) => Math.round(percentile(samplesMs, percent) * 100) / 100;
  return { count: samplesMs.length, min: at(0), median: at(50), p90: at(90), p99: at(99), max: at(100) };
}
