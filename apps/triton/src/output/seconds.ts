/** Milliseconds as a person reads them: `1.5s`. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)}s`;
}
