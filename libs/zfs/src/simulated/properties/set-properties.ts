import type { PoolTransaction } from '../pool-transaction';
import { applyAssignment } from './apply-assignment';
import { automaticReservation } from './automatic-reservation';
import { checkAssignment, type Assignment } from './check-assignment';
import { withVolsize } from './with-volsize';

/** One property that could not be set, and why. */
export interface Refused {
  readonly name: string;
  readonly reason: string;
}

/**
 * Sets properties of an existing dataset as one `zfs set` does. Nothing is set when any value is malformed. Otherwise each is tried
 * in order, the refused ones once more after the others; what was set stays set. Answers the finally refused.
 */
export function setProperties(tx: PoolTransaction, name: string, texts: ReadonlyMap<string, string>): Refused[] {
  const before = tx.get(name);
  const wanted: Assignment[] = [];
  for (const [property, text] of texts) {
    const checked = checkAssignment(property, text, { ...before, exists: true });
    if ('fault' in checked) return [{ name: property, reason: checked.fault }];
    wanted.push(checked);
  }
  const volsize = wanted.find((assignment) => assignment.name === 'volsize')?.value;
  const follows = typeof volsize === 'number' && !texts.has('refreservation') && reservationFollows(tx, name);
  const assignments = wanted.map(({ name: property, value }) =>
    value === 'auto'
      ? { name: property, value: automaticReservation(tx, before, Number(volsize ?? before.volsize)) }
      : { name: property, value },
  );
  if (follows) assignments.push({ name: 'refreservation', value: automaticReservation(tx, before, volsize) });

  const refused = applyAll(tx, name, assignments);
  const tooLarge = refused.find((one) => one.name === 'refreservation');
  // zfs added this reservation itself, so when it does not fit it takes the new size back too.
  if (follows && tooLarge) tx.save(withVolsize(tx, tx.get(name), before.volsize ?? 0));
  return refused;
}

function applyAll(tx: PoolTransaction, name: string, assignments: readonly Assignment[]): Refused[] {
  const again = assignments.filter((assignment) => applyAssignment(tx, tx.get(name), assignment) !== undefined);
  return again.flatMap((assignment) => {
    const reason = applyAssignment(tx, tx.get(name), assignment);
    return reason === undefined ? [] : [{ name: assignment.name, reason }];
  });
}

/** A reservation follows the volume's size as long as it is the automatic one. */
function reservationFollows(tx: PoolTransaction, name: string): boolean {
  const dataset = tx.get(name);
  return dataset.refreservation === automaticReservation(tx, dataset, dataset.volsize ?? 0);
}
