/** The smallest sample that at least `percent` of all samples do not exceed (nearest rank). NaN of nothing. */
export function percentile(samples: readonly number[], percent: number): number {
  const ascending = [...samples].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil((percent / 100) * ascending.length));
  return ascending[rank - 1] ?? NaN;
}
