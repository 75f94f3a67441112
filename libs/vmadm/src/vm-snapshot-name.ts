/** The snapshot of a VM is one of each of its datasets, under this name. */
export function vmSnapshotName(name: string): string {
  return `vmsnap-${name}`;
}
