import type { Summary } from './summarize';

/** A table of durations in milliseconds, a line each. */
export function printSummaries(summaries: Readonly<Record<string, Summary>>, indent = '  '): void {
  const columns = ['min', 'median', 'p90', 'p99', 'max'] as const;
  const width = Math.max(...Object.keys(summaries).map((name) => name.length));
  console.log(indent + ' '.repeat(width) + columns.map((column) => column.padStart(9)).join(''));
  for (const [name, summary] of Object.entries(summaries)) {
    const cells = columns.map((column) => summary[column].toFixed(1).padStart(9));
    console.log(indent + name.padEnd(width) + cells.join(''));
  }
}
