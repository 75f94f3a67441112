import { UsageError } from '../usage-error';

/** What may be the name of a snapshot. An empty one would make another path: that of all snapshots. */
export function snapshotName(text: string): string {
  if (text === '') throw new UsageError('a snapshot name is needed, not an empty text');
  return text;
}
