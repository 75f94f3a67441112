const PREFIX = '/dev/zvol/rdsk/';

/** Where the guest's disk is, for a volume: `/dev/zvol/rdsk/zones/<uuid>/disk0`. */
export function volumePath(dataset: string): string {
  return `${PREFIX}${dataset}`;
}

/** The volume behind a path, or undefined when the path is not one of a volume. */
export function volumeOfPath(path: string): string | undefined {
  return path.startsWith(PREFIX) ? path.slice(PREFIX.length) : undefined;
}
