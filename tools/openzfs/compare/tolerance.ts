import type { Column, DatasetFacts } from '../random/recording';

const SIZES: readonly Column[] = [
  ...(['used', 'available', 'referenced', 'usedbydataset', 'usedbysnapshots'] as const),
  ...(['usedbyrefreservation', 'usedbychildren', 'written'] as const),
];

/** Whether two values of a column mean the same, given by how many bytes space may differ. */
export function agree(column: Column, real: DatasetFacts, simulated: DatasetFacts, slackBytes: number): boolean {
  const [a, b] = [real[column], simulated[column]];
  if (a === b) return true;
  if (!SIZES.includes(column) || a === '-' || b === '-') return false;
  return Math.abs(Number(a) - Number(b)) <= slackBytes;
}
