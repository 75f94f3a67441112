import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { SnapshotName } from '@triton/schemas/snapshot';

const LEGAL = new RegExp(SnapshotName.pattern ?? '');

/** A snapshot's name out of a path: what no snapshot can be called is a snapshot that is not there. */
export function snapshotNamed(name: string): { snapshot_name: string } {
  if (!LEGAL.test(name)) throw new ResourceNotFoundError('Snapshot not found');
  return { snapshot_name: name };
}
