import { CommandFailure } from '../command-failure';
import type { PoolTransaction } from '../pool-transaction';
import { applyAssignment } from '../properties/apply-assignment';
import type { Assignment } from '../properties/check-assignment';

/** Properties of a dataset that exists only if all of them fit. Refused ones get a second chance after the others. */
export function applyAtCreation(tx: PoolTransaction, name: string, assignments: readonly Assignment[]): void {
  const settable = assignments.filter(({ name: property }) => property !== 'volsize' && property !== 'volblocksize');
  const again = settable.filter((assignment) => applyAssignment(tx, tx.get(name), assignment) !== undefined);
  for (const assignment of again) {
    if (applyAssignment(tx, tx.get(name), assignment) !== undefined) {
      throw new CommandFailure(`cannot create '${name}': out of space`);
    }
  }
}
