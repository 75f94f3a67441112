import { CommandFailure } from '../command-failure';
import { checkDatasetName } from '../dataset-name';
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
import { findSubject } from '../find-subject';

const USAGE = 'clone [-p] [-o property=value] ... <snapshot> <filesystem|volume>';

/** `zfs clone`. The clone shares every block of its snapshot and reserves nothing unless told to. */
export function clone(tx: PoolTransaction, args: readonly string[]): string {
  const { flags, values, operands } = parseOptions(args, 'po:', USAGE);
  const [from, name, ...more] = operands;
  if (from === undefined) throw usageFailure('missing source dataset argument', USAGE);
  if (name === undefined) throw usageFailure('missing target dataset argument', USAGE);
  if (more.length > 0) throw usageFailure('too many arguments', USAGE);
  const fail = (why: string): never => {
    throw new CommandFailure(`cannot create '${name}': ${why}`);
  };
  const source = findSubject(tx, from);
  if (source === undefined) throw new CommandFailure(`cannot open '${from}': dataset does not exist`);
  const { dataset: original, snapshot } = source;
  if (snapshot === undefined)
    throw new CommandFailure(`cannot open '${from}': operation not applicable to datasets of this type`);
  checkDatasetName(name, 'cannot create');
  if (name.split('/', 1)[0] !== from.split('/', 1)[0]) return fail('source and target pools differ');
  const { type, volblocksize } = original;
  const assignments: Assignment[] = [];
  for (const [property, text] of parseAssignments(values.get('o') ?? [])) {
    const checked = checkAssignment(property, text, { type, exists: true, ...(volblocksize && { volblocksize }) });
    if ('fault' in checked) return fail(checked.fault);
    assignments.push(checked);
  }
  if (flags.has('p')) createAncestors(tx, name);
  if (tx.find(name)) return fail('dataset already exists');
  const parent = tx.parentOf(name);
  if (parent === undefined) return fail('parent does not exist');
  if (parent.type !== 'filesystem') return fail('parent is not a filesystem');

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
