import { CommandFailure } from '../command-failure';
import type { Dataset, Snapshot } from '../dataset';
import { splitSnapshot } from '../dataset-name';
import { parseOptions } from '../parse-options';
import type { PoolTransaction } from '../pool-transaction';
import { isUserProperty } from '../properties/property-table';
import { availableToCharge } from '../space/available';
import { changeBlocks } from '../space/change-blocks';
import { usageFailure } from '../usage-failure';
import { parseAssignments } from '../parse-assignments';

const USAGE = 'snapshot [-r] [-o property=value] ... <filesystem|volume>@<snap> ...';

/** `zfs snapshot`: all of the named snapshots or none, at one instant. */
export function snapshot(tx: PoolTransaction, args: readonly string[]): string {
  const { flags, values, operands } = parseOptions(args, 'ro:', USAGE);
  if (operands.length === 0) throw usageFailure('missing snapshot argument', USAGE);
  const properties = parseAssignments(values.get('o') ?? []);
  for (const name of properties.keys()) {
    if (!isUserProperty(name)) throw new CommandFailure(`cannot create snapshot: '${name}' is readonly`);
  }
  const targets = operands.flatMap((operand) => {
    const [name, short] = splitSnapshot(operand, 'cannot create snapshot');
    const top = tx.find(name);
    if (top === undefined) throw new CommandFailure(`cannot open '${name}': dataset does not exist`);
    return (flags.has('r') ? [...tx.family(name)] : [top]).map((dataset) => ({ dataset, short }));
  });
  const closing = flags.has('r') || targets.length > 1 ? '\nno snapshots were created' : '';
  for (const { dataset, short } of targets) take(tx, dataset.name, short, Object.fromEntries(properties), closing);
  return '';
}

function take(
  tx: PoolTransaction,
  name: string,
  short: string,
  properties: Snapshot['properties'],
  closing: string,
): void {
  const dataset = tx.get(name);
  const fail = (why: string): never => {
    throw new CommandFailure(`cannot create snapshot '${name}@${short}': ${why}${closing}`);
  };
  if (dataset.snapshots.some((one) => one.name === short)) fail('dataset already exists');
  // What was written becomes the snapshot's, and the reservation is whole again: so much must be there besides it.
  const held = Math.min(dataset.unique, dataset.refreservation);
  if (held > availableToCharge(tx, dataset)) fail('out of space');
  tx.saveSnapshotBlocks(`${name}@${short}`, dataset.blocks);
  tx.save(withSnapshot(tx, dataset, short, properties));
}

function withSnapshot(
  tx: PoolTransaction,
  dataset: Dataset,
  name: string,
  properties: Snapshot['properties'],
): Dataset {
  const { referenced, volsize } = dataset;
  const taken: Snapshot = {
    name,
    txg: tx.txg,
    guid: tx.newGuid(),
    objsetid: tx.txg,
    creation: tx.now,
    referenced,
    unique: 0,
    properties,
    holds: [],
    ...(volsize !== undefined && { volsize }),
  };
  return changeBlocks({ ...dataset, snapshots: [...dataset.snapshots, taken] }, dataset.blocks);
}
