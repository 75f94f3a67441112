import { CommandFailure } from '../command-failure';
import { nameFault } from '../dataset-name';
import { newDataset } from '../new-dataset';
import { parseOptions } from '../parse-options';
import type { PoolTransaction } from '../pool-transaction';
import { automaticReservation } from '../properties/automatic-reservation';
import { checkAssignment, type Assignment } from '../properties/check-assignment';
import { changeBlocks } from '../space/change-blocks';
import { openBlocks } from '../space/open-blocks';
import { createAncestors } from './create-ancestors';
import { usageFailure } from '../usage-failure';
import { parseAssignments } from '../parse-assignments';
import { withVolsize } from '../properties/with-volsize';
import { applyAtCreation } from './apply-at-creation';
import { mustOpen, SNAPSHOTS } from '../open-dataset';
import { checkPlace } from './check-place';

const USAGE = 'clone [-p] [-o property=value] ... <snapshot> <filesystem|volume>';

/** `zfs clone`. The clone shares every block of its snapshot and reserves nothing unless told to. */
export function clone(tx: PoolTransaction, args: readonly string[]): string {
  const { flags, values, operands } = parseOptions(args, 'po:', USAGE);
  const texts = parseAssignments(values.get('o') ?? []);
  const [from, name, ...more] = operands;
  if (from === undefined) throw usageFailure('missing source dataset argument', USAGE);
  if (name === undefined) throw usageFailure('missing target dataset argument', USAGE);
  if (more.length > 0) throw usageFailure('too many arguments', USAGE);
  const { dataset: original, snapshot } = mustOpen(tx, from, SNAPSHOTS);
  if (snapshot === undefined) return '';
  const fail = (why: string): never => {
    throw new CommandFailure(`cannot create '${name}': ${why}`);
  };
  if (flags.has('p') && nameFault(name) === undefined) {
    if (tx.find(name)) return '';
    createAncestors(tx, name);
  }
  checkPlace(tx, name);
  const { type, volblocksize } = original;
  const assignments: Assignment[] = [];
  for (const [property, text] of texts) {
    const checked = checkAssignment(property, text, { type, exists: true, ...(volblocksize && { volblocksize }) });
    if ('fault' in checked) return fail(checked.fault);
    assignments.push(checked);
  }
  if (name.split('/', 1)[0] !== from.split('/', 1)[0]) return fail('source and target pools differ');
  if (tx.find(name)) return fail('dataset already exists');

  const volsize = assignments.find((one) => one.name === 'volsize')?.value ?? snapshot.volsize;
  const sizes = volblocksize && snapshot.volsize ? { volsize: snapshot.volsize, volblocksize } : {};
  const fresh = newDataset(tx, { name, type, ...sizes });
  const shared = openBlocks(tx.snapshotBlocks(from), tx.txg);
  const made = changeBlocks({ ...fresh, origin: { snapshot: from, txg: snapshot.txg } }, shared);
  tx.save(typeof volsize === 'number' && volsize !== snapshot.volsize ? withVolsize(tx, made, volsize) : made);
  tx.addClone(from, name);
  const resolved = assignments.map((one) =>
    one.value === 'auto' ? { ...one, value: automaticReservation(tx, made, Number(volsize)) } : one,
  );
  applyAtCreation(tx, name, resolved);
  return '';
}
