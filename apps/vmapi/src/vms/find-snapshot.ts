import { ConflictError } from '@triton/errors/conflict-error';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import type { VmRow } from '../tables';

/** Throws ResourceNotFound when the VM has no such snapshot, Conflict while it is being made. */
export function demandSnapshot({ snapshots, promises }: VmRow, name: string): void {
  if (snapshots.some((snapshot) => snapshot.name === name)) return;
  const making = Object.entries(promises).find(([, { snapshot_name }]) => snapshot_name === name);
  if (making) throw new ConflictError(`snapshot ${name} is being made: wait for job ${making[0]} to finish`);
  throw new ResourceNotFoundError('Snapshot not found');
}

/** Throws ValidationFailed when the VM has a snapshot of that name, or is about to. */
export function demandNewSnapshot({ snapshots, promises }: VmRow, name: string): void {
  const names = [...snapshots.map((snapshot) => snapshot.name), ...Object.values(promises).map((p) => p.snapshot_name)];
  if (!names.includes(name)) return;
  throw new ValidationFailedError('Invalid Parameters', [
    { field: 'snapshot_name', code: 'Duplicate', message: 'Already exists' },
  ]);
}
