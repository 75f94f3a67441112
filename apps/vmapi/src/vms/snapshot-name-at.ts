/** The name of a snapshot that nobody named: the moment, in UTC. */
export function snapshotNameAt(at: Date): string {
  return at.toISOString().replaceAll(/[-:]|\.\d+/g, '');
}
